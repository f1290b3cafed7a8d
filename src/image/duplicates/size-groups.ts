import type { FilesAndBytes } from '../../core/bytes.ts';
import type { Writable } from '../../core/value.ts';
import { visitBodies } from '../stack/final-tree.ts';
import type { Stack } from '../stack/stack.ts';

/** Files of the final tree that have the same size, each body once, in the order in which they are stored. */
export interface SizeGroup {
  readonly size: number;
  readonly bodies: readonly number[];
}

/** Every group of at least two bodies of one size, from `floor` bytes on; `sparse` tells what is left out because it is stored with holes. */
export function sizeGroups(
  stack: Stack,
  floor: number,
): { readonly groups: readonly SizeGroup[]; readonly sparse: FilesAndBytes } {
  const counts = new Map<number, number>();
  visitBodies(stack, (_, size) => {
    if (size >= floor) counts.set(size, (counts.get(size) ?? 0) + 1);
  });
  const sparse: Writable<FilesAndBytes> = { files: 0, bytes: 0 };
  const groups = new Map<number, number[]>();
  visitBodies(stack, (body, size) => {
    if ((counts.get(size) ?? 0) < 2) return;
    const { index, at } = stack.entries.locate(body);
    if (index.sparse.has(at)) {
      sparse.files++;
      sparse.bytes += size;
      return;
    }
    const bodies = groups.get(size);
    if (bodies === undefined) groups.set(size, [body]);
    else bodies.push(body);
  });
  const several = [...groups].filter(([, bodies]) => bodies.length > 1);
  return {
    groups: several.map(([size, bodies]) => ({ size, bodies: bodies.sort((a, b) => a - b) })),
    sparse,
  };
}

/** What the bodies of a group would save if they were one file. */
export function savingsOf({ size, bodies }: SizeGroup): number {
  return size * (bodies.length - 1);
}
