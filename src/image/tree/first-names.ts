import { KIND } from '../index/entry-kind.ts';
import { NONE } from '../index/name-tree.ts';
import { comparePaths } from '../index/path-order.ts';
import type { Stack } from '../stack/stack.ts';
import { STATE } from './view.ts';

/** Of each body that hard links show in a view, the first of its names in path order. */
export function firstNames(stack: Stack, state: Uint8Array, owner: Int32Array): ReadonlyMap<number, number> {
  const first = new Map<number, number>();
  if (!stack.hasHardLinks) return first;
  const isShown = (node: number): boolean =>
    owner[node]! >= 0 && state[node] !== STATE.absent && state[node] !== STATE.removed;
  for (let node = 0; node < state.length; node++) {
    if (!isShown(node) || stack.entries.kind(owner[node]!) !== KIND.hardlink) continue;
    const body = stack.bodyOf(owner[node]!);
    if (body !== NONE) first.set(body, node);
  }
  for (let node = 0; node < state.length; node++) {
    if (!isShown(node)) continue;
    const known = first.get(stack.bodyOf(owner[node]!));
    if (known !== undefined && comparePaths(stack.names, node, known) < 0)
      first.set(stack.bodyOf(owner[node]!), node);
  }
  return first;
}
