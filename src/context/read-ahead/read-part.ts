import type { MessagePort } from 'node:worker_threads';
import type { ContextPlace } from '../place.ts';
import type { Walk } from '../report.ts';
import type { EntryStats } from '../walk/disk.ts';

/** What the helper thread is told when it begins. */
export interface ReadAheadTask {
  readonly place: ContextPlace;
  readonly shown: Walk;
  readonly measureExcluded: boolean;
  /** Directories under way, the root first, and how many of their names are taken. */
  readonly frames: readonly { readonly path: string; readonly next: number }[];
  /** One 32-bit word: not zero when enough is read. */
  readonly stop: SharedArrayBuffer;
}

/** The same, with the port on which lists of {@link ReadPart} go back. */
export interface ReadAheadMessage extends ReadAheadTask {
  readonly port: MessagePort;
}

/** Part of a directory, as the helper thread hands it over. */
export interface ReadPart {
  readonly directory: string;
  /** All names, joined by slashes; only with the first part. */
  readonly names: string | null;
  readonly hasStray: boolean;
  readonly isAscii: boolean;
  /** Which chunk of the names this is. */
  readonly chunk: number;
  /** Entries of the chunk, see {@link unpackStats}. */
  readonly packed: Float64Array;
}

/** Names in a chunk. */
export const CHUNK = 512;
const FIELDS = 5;

/** Room for so many entries as numbers that can change threads without a copy; an entry that is gone stays zeros. */
export function createPacked(entries: number): Float64Array {
  return new Float64Array(entries * FIELDS);
}

/** Puts one entry among them. */
export function packStats(packed: Float64Array, n: number, entry: EntryStats): void {
  const at = n * FIELDS;
  packed[at] = entry.mode;
  packed[at + 1] = entry.size;
  packed[at + 2] = entry.mtimeMs;
  packed[at + 3] = entry.nlink;
  packed[at + 4] = entry.rdev;
}

/** One of the packed entries; null for one that is gone. */
export function unpackStats(packed: Float64Array, n: number): EntryStats | null {
  const at = n * FIELDS;
  const mode = packed[at]!;
  if (mode === 0) return null;
  return {
    mode,
    size: packed[at + 1]!,
    mtimeMs: packed[at + 2]!,
    nlink: packed[at + 3]!,
    rdev: packed[at + 4]!,
  };
}
