import { comparePaths } from '../../image/index/path-order.ts';
import { CAUSES, isIdentical } from '../../image/stack/hidden-bodies.ts';
import type { Stack } from '../../image/stack/stack.ts';
import { causeText } from '../../report/image/layer-pairs.ts';
import type { WasteRow } from './subject.ts';

/** Rows that anybody would go through. */
const MOST = 2000;

/** The paths with the most hidden bytes; of a path that lost several bodies, the largest says where and why. */
export function wasteRows(stack: Stack): readonly WasteRow[] {
  const { hidden, entries } = stack;
  const tallies = new Map<number, { bytes: number; times: number; largest: number }>();
  for (let n = 0; n < hidden.count; n++) {
    const bytes = entries.size(hidden.body[n]!);
    if (bytes === 0) continue;
    const tally = tallies.get(hidden.node[n]!);
    if (tally === undefined) {
      tallies.set(hidden.node[n]!, { bytes, times: 1, largest: n });
      continue;
    }
    tally.bytes += bytes;
    tally.times++;
    if (bytes > entries.size(hidden.body[tally.largest]!)) tally.largest = n;
  }
  return [...tallies]
    .sort(([a, left], [b, right]) => right.bytes - left.bytes || comparePaths(stack.names, a, b))
    .slice(0, MOST)
    .map(([node, { bytes, times, largest }]) => ({
      node,
      bytes,
      times,
      storedIn: entries.layerOf(hidden.body[largest]!),
      hiddenBy: hidden.hiddenBy[largest]!,
      cause: causeText({
        cause: CAUSES[hidden.cause[largest]!]!,
        identical: isIdentical(hidden.comparison[largest]!),
      }),
    }));
}
