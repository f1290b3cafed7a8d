import { sumOf } from '../../core/sum.ts';
import type { Writable } from '../../core/value.ts';
import { CAUSES, isIdentical } from '../stack/hidden-bodies.ts';
import type { Stack } from '../stack/stack.ts';
import type { HiddenBytes, WasteCause, WasteCell } from './report.ts';

type Cell = Writable<WasteCell>;
type CauseField = Exclude<keyof HiddenBytes, 'identical'>;
const FIELD_OF: Readonly<Record<WasteCause, CauseField>> = {
  deleted: 'deleted',
  overwritten: 'overwritten',
  opaque: 'opaque',
  'duplicate-name': 'duplicateNames',
};
/** By cause: the field of a cell that it adds to. */
const FIELDS: readonly CauseField[] = CAUSES.map((cause) => FIELD_OF[cause]);

/** Which layer's bytes which layer hides, by storing layer, then by hiding layer. */
export function wasteMatrix({ hidden, entries }: Stack): readonly WasteCell[] {
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

/** The bytes of some cells, by cause. */
export function hiddenBytesOf(cells: readonly WasteCell[]): HiddenBytes {
  return {
    deleted: sumOf(cells, ({ deleted }) => deleted),
    overwritten: sumOf(cells, ({ overwritten }) => overwritten),
    identical: sumOf(cells, ({ identical }) => identical),
    opaque: sumOf(cells, ({ opaque }) => opaque),
    duplicateNames: sumOf(cells, ({ duplicateNames }) => duplicateNames),
  };
}
