import type { Bytes, Count } from '../../core/bytes.ts';
import type { HiddenBytes } from '../waste/report.ts';

/**
 * How the base was found: `layers`, `archive`, `image` (another one of the same archive) are certain. The rest is read from the history: a
 * CMD or ENTRYPOINT below other layers, a change of `builder`, a break in the `time`s. `none`: all layers count as own.
 */
export type BaseOrigin = 'layers' | 'archive' | 'image' | 'command' | 'builder' | 'time' | 'none';

/** The layers that are not ours to blame. */
export interface BaseReport {
  /** Layers of the base, from the bottom. */
  readonly layers: Count;
  readonly origin: BaseOrigin;
  /** As it was given, or as the label `org.opencontainers.image.base.name` says. */
  readonly name: string | null;
  /** The label `org.opencontainers.image.base.digest`. */
  readonly digest: string | null;
}

/** Sums over the layers above the base; `stored` and `wasted` count what these layers store. */
export interface OwnTotals extends HiddenBytes {
  readonly layers: Count;
  readonly entries: Count;
  readonly fileBytes: Bytes;
  readonly tarBytes: Bytes;
  readonly blobBytes: Bytes;
  /** Of the bytes they store, those that remain visible. */
  readonly visibleBytes: Bytes;
  /** Of the bytes they store, those that the final image hides; in all, and by cause. */
  readonly wastedBytes: Bytes;
  /** Bytes of the base that they hide. */
  readonly hidesBaseBytes: Bytes;
  /** visibleBytes / fileBytes; 1 without files. */
  readonly efficiency: number;
}
