import { sumOf } from '../../core/sum.ts';
import type { ComparisonOutcome } from '../bodies/compare-rewrites.ts';
import type { Stack } from '../stack/stack.ts';
import { changeNames, MOST_CHANGES, rewriteChange } from './metadata-change.ts';
import type { ComparisonReport, IdenticalRewrites, WasteReport } from './report.ts';
import { hiddenBytesOf, wasteMatrix } from './waste-matrix.ts';
import { rankWastePaths } from './waste-paths.ts';

/** Everything that layers hide of each other: by cause, by layers, by what a rewrite changed, by path (the `top` largest; 0 is all). */
export function describeWaste(stack: Stack, comparison: ComparisonOutcome, top: number): WasteReport {
  const matrix = wasteMatrix(stack);
  return {
    bytes: sumOf(matrix, ({ bytes }) => bytes),
    ...hiddenBytesOf(matrix),
    ...rankWastePaths(stack, top),
    matrix,
    identicalRewrites: identicalRewrites(stack),
    comparison: comparisonReport(comparison),
  };
}

function identicalRewrites(stack: Stack): readonly IdenticalRewrites[] {
  const { hidden, entries } = stack;
  const files = new Float64Array(MOST_CHANGES);
  const bytes = new Float64Array(MOST_CHANGES);
  for (let i = 0; i < hidden.count; i++) {
    const change = rewriteChange(stack, i);
    if (change === null) continue;
    files[change]!++;
    bytes[change]! += entries.size(hidden.body[i]!);
  }
  return Array.from(files.keys())
    .filter((change) => files[change]! > 0)
    .sort((a, b) => bytes[b]! - bytes[a]!)
    .map((change) => ({ changed: changeNames(change), files: files[change]!, bytes: bytes[change]! }));
}

function comparisonReport(outcome: ComparisonOutcome): ComparisonReport {
  const { limit, exact, sampled, unknown } = outcome;
  return { limitBytes: limit, exact, sampled, unknown };
}
