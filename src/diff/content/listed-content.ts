import type { DiffIds } from '../../image/diff-ids.ts';
import { NONE } from '../../image/index/name-tree.ts';
import { type PathColumns, TYPE } from '../paths/path-columns.ts';
import type { ContentReader, Equality } from './content-reader.ts';

/**
 * What lists of paths tell of contents: sizes, and which layer stores a path. Equal paths of layers with equal diff IDs are the same;
 * of all else with equal sizes nothing is known.
 */
export class ListedContent implements ContentReader {
  readonly #before: PathColumns;
  readonly #after: PathColumns;
  readonly #diffIds: readonly [before: DiffIds, after: DiffIds];
  readonly leftOut = 0;

  constructor(before: PathColumns, after: PathColumns, diffIdsBefore: DiffIds, diffIdsAfter: DiffIds) {
    this.#before = before;
    this.#after = after;
    this.#diffIds = [diffIdsBefore, diffIdsAfter];
  }

  compare(before: number, after: number): Equality {
    const size = sizeOf(this.#before, before);
    if (size !== sizeOf(this.#after, after)) return 'different';
    if (size === 0) return 'same';
    const [old, now] = this.#diffIds;
    const diffId = old[this.#before.layer[before]!] ?? null;
    const isSameLayer = diffId !== null && diffId === now[this.#after.layer[after]!];
    return isSameLayer && before === after ? 'same' : 'unknown';
  }

  fingerprint(): string | null {
    return null;
  }
}

/** Bytes of a file, by whichever of its names. */
function sizeOf(columns: PathColumns, node: number): number {
  const first = columns.type[node] === TYPE.hardlink ? columns.firstName[node]! : node;
  return first === NONE ? 0 : (columns.bytes[first] ?? 0);
}
