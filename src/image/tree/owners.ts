import { isMarker } from '../index/entry-kind.ts';
import { NONE } from '../index/name-tree.ts';
import type { Stack } from '../stack/stack.ts';
import { impliedBy } from '../stack/union-tree.ts';

/** By node: the entry that shows it after a layer, as `UnionTree.owner` has it after the last one. Layer -1 is before the first. */
export function ownersAfter(stack: Stack, layer: number): Int32Array {
  const { layers, firstOf } = stack.entries;
  if (layer >= layers.length - 1) return stack.union.owner;
  const owners = new Int32Array(stack.names.size).fill(NONE);
  const { endOf } = stack.lifetimes;
  for (let l = 0; l <= layer; l++) {
    const { count, kind, node } = layers[l]!;
    const first = firstOf[l]!;
    for (let i = 0; i < count; i++)
      if (endOf[first + i]! > layer && !isMarker(kind[i]!)) owners[node[i]!] = first + i;
  }
  showImplied(stack, layer, owners);
  return owners;
}

/** Directories that no layer lists: those that a later layer ended, and those that are there in the end. */
function showImplied({ lifetimes, union }: Stack, layer: number, owners: Int32Array): void {
  const { implied } = lifetimes;
  for (let at = 0; at < implied.length; at += 3) {
    const [node, from, to] = [implied[at]!, implied[at + 1]!, implied[at + 2]!];
    if (from <= layer && layer < to) owners[node] = impliedBy(from);
  }
  for (let node = 0; node < owners.length; node++) {
    const owner = union.owner[node]!;
    if (owner < NONE && owner >= impliedBy(layer)) owners[node] = owner;
  }
}

/** By node that is not there any more: the last entry that it showed after none of the layers above `layer`; else NONE. */
export function lastOwners(stack: Stack, layer: number): Int32Array {
  const { layers, firstOf } = stack.entries;
  const owners = new Int32Array(stack.names.size).fill(NONE);
  const { implied } = stack.lifetimes;
  for (let at = 0; at < implied.length; at += 3)
    if (implied[at + 2]! <= layer) owners[implied[at]!] = impliedBy(implied[at + 1]!);
  for (let l = 0; l <= Math.min(layer, layers.length - 1); l++) {
    const { count, kind, node } = layers[l]!;
    for (let i = 0; i < count; i++) if (!isMarker(kind[i]!)) owners[node[i]!] = firstOf[l]! + i;
  }
  return owners;
}
