import Table from 'cli-table3';
import { cutEnd, cutMiddle, textColumns } from './columns.ts';
import type { RenderStyle } from './options.ts';
import { type Paint, paint } from './paint.ts';

/** One column of a plain table. */
export interface Column {
  readonly head: string;
  readonly align?: 'left' | 'right';
  /** The column that gives way when the terminal is narrow, and how its text is cut. */
  readonly give?: 'end' | 'middle';
  readonly tone?: keyof Paint;
}

/** One row: a cell for each column, already printable; `dim` rows recede. */
export interface Row {
  readonly cells: readonly string[];
  readonly dim?: boolean;
}

const GAP = 2;
const INDENT = 2;
const BORDERLESS = Object.fromEntries(
  [
    'top',
    'top-mid',
    'top-left',
    'top-right',
    'bottom',
    'bottom-mid',
    'bottom-left',
    'bottom-right',
    'left',
    'left-mid',
    'mid',
    'mid-mid',
    'right',
    'right-mid',
  ].map((edge) => [edge, '']),
);

/** A table without borders that fits `style.width`: numbers are never cut, only the columns that give way. */
export function renderTable(columns: readonly Column[], rows: readonly Row[], style: RenderStyle): string {
  const colors = paint(style.color);
  const fitted = narrow(columns, rows, style);
  const table = new Table({
    head: columns.map((column) => colors.dim(column.head)),
    chars: { ...BORDERLESS, middle: ' '.repeat(GAP) },
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
    colAligns: columns.map((column) => column.align ?? 'left'),
  });
  for (const row of fitted) {
    table.push(row.cells.map((cell, c) => tint(cell, row.dim ? 'dim' : columns[c]!.tone, colors)));
  }
  return table
    .toString()
    .split('\n')
    .map((line) => `${' '.repeat(INDENT)}${line}`.trimEnd())
    .join('\n');
}

function tint(cell: string, tone: keyof Paint | undefined, colors: Paint): string {
  return tone === undefined || cell === '' ? cell : colors[tone](cell);
}

function narrow(
  columns: readonly Column[],
  rows: readonly Row[],
  { width, ascii }: RenderStyle,
): readonly Row[] {
  const natural = columns.map((column, c) =>
    rows.reduce((widest, row) => Math.max(widest, textColumns(row.cells[c]!)), textColumns(column.head)),
  );
  const giving = columns.findIndex((column) => column.give !== undefined);
  const total = natural.reduce((sum, columnsOf) => sum + columnsOf, INDENT + GAP * (columns.length - 1));
  if (giving < 0 || total <= width) return rows;
  const room = Math.max(12, natural[giving]! - (total - width));
  const cut = columns[giving]!.give === 'middle' ? cutMiddle : cutEnd;
  return rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell, c) => (c === giving ? marked(cell, cut(cell, room), ascii) : cell)),
  }));
}

/** The mark of a cut is no character that an ASCII terminal could not show. */
function marked(whole: string, cut: string, ascii: boolean): string {
  return ascii && cut !== whole ? cut.replace('…', '~') : cut;
}
