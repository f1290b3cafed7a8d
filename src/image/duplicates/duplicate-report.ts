import { sumOf } from '../../core/sum.ts';
import { comparePaths } from '../index/path-order.ts';
import { firstNames } from '../stack/final-tree.ts';
import type { Stack } from '../stack/stack.ts';
import type { DuplicateSearch } from './find-duplicates.ts';
import type { DuplicateGroup, DuplicateTotals } from './report.ts';
import { savingsOf } from './size-groups.ts';

/** Groups of equal files as reports show them: the `top` with the most extra bytes, each with its first `top` paths; 0 is all. */
export function duplicateGroups(
  stack: Stack,
  search: DuplicateSearch,
  top: number,
): readonly DuplicateGroup[] {
  const chosen = top === 0 ? search.groups : search.groups.slice(0, top);
  const nameOf = firstNames(
    stack,
    chosen.flatMap(({ bodies }) => bodies),
  );
  return chosen.map((group) => {
    const nodes = group.bodies.map(nameOf);
    nodes.sort((a, b) => comparePaths(stack.names, a, b));
    return {
      digest: `sha256:${group.digest}`,
      bytes: group.size,
      copies: nodes.length,
      extraBytes: savingsOf(group),
      paths: (top === 0 ? nodes : nodes.slice(0, top)).map((node) => stack.names.pathText(node)),
    };
  });
}

/** All groups in a few numbers, and what was not looked at. */
export function duplicateTotals({ groups, floor, limit, unread, sparse }: DuplicateSearch): DuplicateTotals {
  return {
    groups: groups.length,
    copies: sumOf(groups, ({ bodies }) => bodies.length),
    extraBytes: sumOf(groups, savingsOf),
    floorBytes: floor,
    limitBytes: limit,
    unknown: { files: unread.files + sparse.files, bytes: unread.bytes + sparse.bytes },
  };
}
