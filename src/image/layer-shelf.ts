import type { LayerScan } from '../archive/layer-scan.ts';
import type { LayerIndex } from './layer-index.ts';
import { NameTree } from './name-tree.ts';

type Scan = LayerScan<LayerIndex>;

/** Bytes an entry costs on the shelf, its name included; roughly. */
const ENTRY_BYTES = 80;
/** Bytes that are kept by default. */
const ROOM: number = 128 << 20;

/**
 * Layers that several images share, unpacked once: by diff ID, which is computed before anything is kept, so that no archive can
 * pass its own layer off as another's. Holds what was used last, within a bound.
 */
export class LayerShelf {
  readonly #kept = new Map<string, Scan>();
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #room: number;
  #bytes = 0;

  constructor(room: number = ROOM) {
    this.#room = room;
  }

  /** The layer with this diff ID over `names`: from the shelf, else as `read` gives it. A layer that is being read is waited for. */
  async take(diffId: string, names: NameTree, read: () => Promise<Scan>): Promise<Scan> {
    for (let wait = this.#underWay.get(diffId); wait; wait = this.#underWay.get(diffId)) await wait;
    const kept = this.#kept.get(diffId);
    if (kept !== undefined) {
      this.#kept.delete(diffId);
      this.#kept.set(diffId, kept);
      return { ...kept, index: kept.index.over(names) };
    }
    let finish: () => void = () => {};
    this.#underWay.set(
      diffId,
      new Promise<void>((resolve) => {
        finish = resolve;
      }),
    );
    try {
      const scan = await read();
      if (scan.computedDiffId === diffId) this.#keep(diffId, scan);
      return scan;
    } finally {
      this.#underWay.delete(diffId);
      finish();
    }
  }

  #keep(diffId: string, scan: Scan): void {
    const bytes = bytesOf(scan);
    if (bytes > this.#room) return;
    this.#kept.set(diffId, { ...scan, index: scan.index.over(new NameTree()) });
    this.#bytes += bytes;
    for (const [oldest, old] of this.#kept) {
      if (this.#bytes <= this.#room) break;
      this.#kept.delete(oldest);
      this.#bytes -= bytesOf(old);
    }
  }
}

function bytesOf({ index }: Scan): number {
  return index.count * ENTRY_BYTES;
}
