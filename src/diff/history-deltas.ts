import { instructionKey } from '../dockerfile/history/instruction-key.ts';
import type { HistoryReport } from '../image/report.ts';
import type { HistoryDelta } from './report.ts';
import type { ImageFacts } from './sides.ts';

/** Steps of the history that only one side has, the earlier image's first; times and comments do not count. */
export function historyDeltas(before: ImageFacts, after: ImageFacts): readonly HistoryDelta[] {
  return [
    ...onlyIn(before.history, after.history).map((step) => historyDelta('removed', step)),
    ...onlyIn(after.history, before.history).map((step) => historyDelta('added', step)),
  ];
}

/** The steps that the other list does not have, or has fewer times; the first ones are taken for those that both have. */
function onlyIn(steps: readonly HistoryReport[], others: readonly HistoryReport[]): readonly HistoryReport[] {
  const left = new Map<string, number>();
  for (const step of others) left.set(keyOf(step), (left.get(keyOf(step)) ?? 0) + 1);
  return steps.filter((step) => {
    const count = left.get(keyOf(step)) ?? 0;
    left.set(keyOf(step), count - 1);
    return count <= 0;
  });
}

function keyOf({ instruction, empty }: HistoryReport): string {
  return `${empty ? '-' : '+'}${instructionKey(instruction)}`;
}

function historyDelta(
  state: HistoryDelta['state'],
  { index, instruction, size }: HistoryReport,
): HistoryDelta {
  return { state, index, instruction, size };
}
