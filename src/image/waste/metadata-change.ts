import { isIdentical } from '../stack/hidden-bodies.ts';
import type { Stack } from '../stack/stack.ts';
import type { MetadataChange } from './report.ts';

/** Bits of what a rewrite changed beside the content, in the order in which reports name them. */
const BITS: readonly (readonly [bit: number, name: MetadataChange])[] = [
  [1, 'mode'],
  [2, 'owner'],
  [4, 'times'],
  [8, 'xattrs'],
];

/** Number of different sets of bits. */
export const MOST_CHANGES = 16;

/** What differs between the metadata of two entries, as a set of bits; {@link changeNames} reads it. */
export function metadataChange({ entries }: Stack, before: number, after: number): number {
  const [a, b] = [entries.layerOf(before), entries.layerOf(after)];
  const [left, right] = [entries.layers[a]!, entries.layers[b]!];
  const [i, j] = [before - entries.firstOf[a]!, after - entries.firstOf[b]!];
  const hasOwner = left.uid[i] === right.uid[j] && left.gid[i] === right.gid[j];
  return (
    (left.mode[i] === right.mode[j] ? 0 : 1) |
    (hasOwner ? 0 : 2) |
    (left.mtime[i] === right.mtime[j] ? 0 : 4) |
    (left.xattrs.get(i) === right.xattrs.get(j) ? 0 : 8)
  );
}

/** What the rewrite that hid the n-th hidden body changed beside the content; null where it is no identical rewrite. */
export function rewriteChange(stack: Stack, n: number): number | null {
  const { hidden } = stack;
  if (!isIdentical(hidden.comparison[n]!)) return null;
  return metadataChange(stack, hidden.body[n]!, stack.bodyOf(hidden.successor[n]!));
}

/** The names behind a set of bits. */
export function changeNames(bits: number): readonly MetadataChange[] {
  return BITS.filter(([bit]) => (bits & bit) !== 0).map(([, name]) => name);
}
