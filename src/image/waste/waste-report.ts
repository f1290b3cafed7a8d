import { sumOf } from '../../core/sum.ts';
import type { ComparisonOutcome } from '../bodies/compare-rewrites.ts';
import { CAUSES, isIdentical } from '../stack/hidden-bodies.ts';
import type { Stack } from '../stack/stack.ts';
import { changeNames, MOST_CHANGES, rewriteChange } from './metadata-change.ts';
import type { ComparisonReport, IdenticalRewrites, WasteCause, WasteCell, WasteReport } from './report.ts';
import { rankWastePaths } from './waste-paths.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };
type Cell = Writable<WasteCell>;

type CauseField = 'deleted' | 'overwritten' | 'opaque' | 'duplicateNames';
const FIELD_OF: Readonly<Record<WasteCause, CauseField>> = {
  deleted: 'deleted',
  overwritten: 'overwritten',
  opaque: 'opaque',
  'duplicate-name': 'duplicateNames',
};
/** By cause: the field of a cell that it adds to. */
const FIELDS: readonly CauseField[] = CAUSES.map((cause) => FIELD_OF[cause]);

/** Everything that layers hide of each other: by cause, by layers, by what a rewrite changed, by path (the `top` largest; 0 is all). */
export function describeWaste(stack: Stack, comparison: ComparisonOutcome, top: number): WasteReport {
  const matrix = wasteMatrix(stack);
  const sum = (of: (cell: WasteCell) => number): number => sumOf(matrix, of);
  return {
    bytes: sum((cell) => cell.bytes),
    deleted: sum((cell) => cell.deleted),
    overwritten: sum((cell) => cell.overwritten),
    identical: sum((cell) => cell.identical),
    opaque: sum((cell) => cell.opaque),
    duplicateNames: sum((cell) => cell.duplicateNames),
    ...rankWastePaths(stack, top),
    matrix,
    identicalRewrites: identicalRewrites(stack),
    comparison: comparisonReport(comparison),
  };
}

/** Which layer's bytes which layer hides, by storing layer, then by hiding layer. */
function wasteMatrix({ hidden, entries }: Stack): readonly WasteCell[] {
  const cells = new Map<number, Cell>();
  const layers = entries.layers.length;
  let last = -1;
  let cell = emptyCell(0, 0);
  for (let i = 0; i < hidden.count; i++) {
    const storedIn = entries.layerOf(hidden.body[i]!);
    const hiddenBy = hidden.hiddenBy[i]!;
    const key = storedIn * layers + hiddenBy;
    if (key !== last) {
      // Neighbours mostly have the same two layers.
      cell = cells.get(key) ?? emptyCell(storedIn, hiddenBy);
      cells.set(key, cell);
      last = key;
    }
    const bytes = entries.size(hidden.body[i]!);
    cell.files++;
    cell.bytes += bytes;
    cell[FIELDS[hidden.cause[i]!]!] += bytes;
    if (isIdentical(hidden.comparison[i]!)) cell.identical += bytes;
  }
  return [...cells].sort(([a], [b]) => a - b).map(([, found]) => found);
}

function emptyCell(storedIn: number, hiddenBy: number): Cell {
  return {
    storedIn,
    hiddenBy,
    files: 0,
    bytes: 0,
    deleted: 0,
    overwritten: 0,
    identical: 0,
    opaque: 0,
    duplicateNames: 0,
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
