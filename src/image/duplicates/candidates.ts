import { visitBodies } from '../final-tree.ts';
import type { Stack } from '../stack.ts';

/** Files of the final tree that have the same size, each body once, in the order in which they are stored. */
export interface SizeGroup {
  readonly size: number;
  readonly bodies: readonly number[];
}

/** What equal bodies would save at most. */
export function mostSavings({ size, bodies }: SizeGroup): number {
  return size * (bodies.length - 1);
}

/** Every group of at least two bodies of one size, from `floor` bytes on. */
export function sizeGroups(stack: Stack, floor: number): readonly SizeGroup[] {
  const counts = new Map<number, number>();
  visitBodies(stack, (_, size) => {
    if (size >= floor) counts.set(size, (counts.get(size) ?? 0) + 1);
  });
  const groups = new Map<number, number[]>();
  visitBodies(stack, (body, size) => {
    if ((counts.get(size) ?? 0) < 2) return;
    const bodies = groups.get(size);
    if (bodies === undefined) groups.set(size, [body]);
    else bodies.push(body);
  });
  return [...groups].map(([size, bodies]) => ({ size, bodies: bodies.sort((a, b) => a - b) }));
}
