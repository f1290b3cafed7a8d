import type { EntryStats, Names } from '../walk/disk.ts';
import { compareInWalk } from '../walk/walk-order.ts';
import { CHUNK, type ReadPart, unpackStats } from './read-part.ts';

/** What has come from the helper thread and is not used yet. */
export interface ReadStore {
  readonly known: Map<string, Known>;
  /** Directory of the part that came last. */
  newest: string;
  /** The directory asked about last, and what is known of it. */
  directory: string;
  current: Known | undefined;
}

interface Known {
  names: Names | null;
  readonly chunks: (Float64Array | undefined)[];
}

/** Nothing known. */
export function createReadStore(): ReadStore {
  return { known: new Map(), newest: '', directory: '', current: undefined };
}

/** Takes in one part. */
export function takePart(store: ReadStore, part: ReadPart): void {
  const { directory, names, hasStray, isAscii, chunk, packed } = part;
  let known = store.known.get(directory);
  if (known === undefined) {
    known = { names: null, chunks: [] };
    store.known.set(directory, known);
  }
  if (names !== null) known.names = { names: names.split('/'), hasStray, isAscii };
  known.chunks[chunk] = packed;
  store.newest = directory;
}

/** Looks a directory up: its names, null when unknown. */
export function turnTo(store: ReadStore, directory: string): Names | null {
  store.directory = directory;
  store.current = store.known.get(directory);
  return store.current?.names ?? null;
}

/** An entry of the directory turned to, by its place among the names; null when unknown. */
export function statsIn(store: ReadStore, index: number): EntryStats | null {
  const packed = store.current?.chunks[Math.floor(index / CHUNK)];
  return packed === undefined ? null : unpackStats(packed, index % CHUNK);
}

/** Forgets a directory. */
export function forget(store: ReadStore, directory: string): void {
  store.known.delete(directory);
  if (store.directory === directory) store.current = undefined;
}

/** True when the reader, which goes backwards, has passed a directory that the walk comes to now: all that follows is known. */
export function hasPassed(store: ReadStore, directory: string): boolean {
  const isInside = store.newest === '' || directory.startsWith(`${store.newest}/`);
  return !isInside && compareInWalk(store.newest, directory) < 0;
}
