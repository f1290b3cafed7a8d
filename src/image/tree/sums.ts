import { type NameTree, NONE, ROOT } from '../index/name-tree.ts';
import type { Stack } from '../stack/stack.ts';
import { STATE } from './view.ts';

/** Columns of an image tree that count: own bytes, and sums over all that is below. */
export interface TreeSums {
  readonly bytes: Float64Array;
  readonly totalBytes: Float64Array;
  readonly totalFiles: Uint32Array;
  readonly hiddenBytes: Float64Array;
  readonly hiddenFiles: Uint32Array;
}

/** Puts each body's size at the node that has it; with a layer, only bodies that this layer stores. */
export function addStoredBytes(
  stack: Stack,
  state: Uint8Array,
  owner: Int32Array,
  firstName: ReadonlyMap<number, number>,
  layer: number | null,
  sums: TreeSums,
): void {
  const { entries } = stack;
  const least = layer === null ? 0 : entries.firstOf[layer]!;
  for (let node = 0; node < state.length; node++) {
    if (state[node] === STATE.absent) continue;
    const body = stack.bodyOf(owner[node]!);
    if (body === NONE) continue;
    if (state[node] === STATE.removed) {
      sums.bytes[node] = entries.size(body);
      continue;
    }
    if (body < least) continue;
    if (firstName.size > 0 && (firstName.get(body) ?? node) !== node) continue;
    const size = entries.size(body);
    sums.bytes[node] = size;
    sums.totalBytes[node] = size;
    sums.totalFiles[node] = 1;
  }
}

/** Puts the size of each body that a layer from `first` to `last` hid at the last name that it had. */
export function addHiddenBytes(
  { hidden, entries }: Stack,
  { first, last }: { readonly first: number; readonly last: number },
  sums: TreeSums,
): void {
  for (let i = 0; i < hidden.count; i++) {
    if (hidden.hiddenBy[i]! < first || hidden.hiddenBy[i]! > last) continue;
    sums.hiddenBytes[hidden.node[i]!]! += entries.size(hidden.body[i]!);
    sums.hiddenFiles[hidden.node[i]!]!++;
  }
}

/** Adds every node's sums to its parent's; children have higher numbers than their parents. */
export function addUp(names: NameTree, sums: TreeSums): void {
  const { totalBytes, totalFiles, hiddenBytes, hiddenFiles } = sums;
  for (let node = totalBytes.length - 1; node > ROOT; node--) {
    const parent = names.parent(node);
    totalBytes[parent]! += totalBytes[node]!;
    totalFiles[parent]! += totalFiles[node]!;
    hiddenBytes[parent]! += hiddenBytes[node]!;
    hiddenFiles[parent]! += hiddenFiles[node]!;
  }
}
