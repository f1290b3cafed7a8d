import Table from 'cli-table3';
import type { RenderStyle } from '../options.ts';
import { cutEnd, cutMiddle, textColumns } from './columns.ts';
import { cutMark } from './glyphs.ts';
import { type Paint, paint } from './paint.ts';

/** One column of a plain table. */
export interface Column {
  readonly head: string;
  readonly align?: 'left' | 'right';
  /** The column that gives way when the terminal is narrow, and how its text is cut. */
  readonly give?: 'end' | 'middle';
  readonly tone?: keyof Paint;
}

/** A column of figures. */
export function right(head: string, tone?: keyof Paint): Column {
  return tone === undefined ? { head, align: 'right' } : { head, align: 'right', tone };
}

/** One row: a cell for each column, already printable; `dim` rows recede. */
export interface Row {
  readonly cells: readonly string[];
  readonly dim?: boolean;
  /** Stands before the cell of the column that gives way: the lines of a drawn tree, one column a character. */
  readonly lead?: string;
}

const GAP = 2;
const INDENT = 2;
/** What is left of a cell that gives way, at least. */
const LEAST_ROOM = 12;
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

/** cli-table3 takes time with the square of the rows; columns of longer tables are padded here. */
const LONG = 1000;

/** A table without borders that fits `style.width`: numbers are never cut, only the columns that give way. */
export function renderTable(columns: readonly Column[], rows: readonly Row[], style: RenderStyle): string {
  const fitted = narrow(columns, rows, style);
  const lines = rows.length > LONG ? padLines(columns, fitted, style) : layOut(columns, fitted, style);
  return lines.map((line) => `${' '.repeat(INDENT)}${line}`.trimEnd()).join('\n');
}

function layOut(columns: readonly Column[], rows: readonly Row[], style: RenderStyle): readonly string[] {
  const colors = paint(style.color);
  const table = new Table({
    head: columns.map((column) => colors.dim(column.head)),
    chars: { ...BORDERLESS, middle: ' '.repeat(GAP) },
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
    colAligns: columns.map((column) => column.align ?? 'left'),
  });
  for (const row of rows)
    table.push(row.cells.map((cell, c) => tint(cell, toneOf(row, columns[c]!), colors)));
  return table.toString().split('\n');
}

function padLines(columns: readonly Column[], rows: readonly Row[], style: RenderStyle): readonly string[] {
  const colors = paint(style.color);
  const widths = naturalWidths(columns, rows);
  const pad = (cell: string, c: number, tone: keyof Paint | undefined): string => {
    const blanks = ' '.repeat(widths[c]! - textColumns(cell));
    const tinted = tint(cell, tone, colors);
    return columns[c]!.align === 'right' ? blanks + tinted : tinted + blanks;
  };
  const gap = ' '.repeat(GAP);
  return [
    columns.map((column, c) => pad(column.head, c, 'dim')).join(gap),
    ...rows.map((row) => row.cells.map((cell, c) => pad(cell, c, toneOf(row, columns[c]!))).join(gap)),
  ];
}

function toneOf(row: Row, column: Column): keyof Paint | undefined {
  return row.dim ? 'dim' : column.tone;
}

function tint(cell: string, tone: keyof Paint | undefined, colors: Paint): string {
  return tone === undefined || cell === '' ? cell : colors[tone](cell);
}

function narrow(columns: readonly Column[], rows: readonly Row[], style: RenderStyle): readonly Row[] {
  const giving = columns.findIndex((column) => column.give !== undefined);
  const whole = rows.map((row) => withLead(row, giving, row.cells[giving]!));
  const natural = naturalWidths(columns, whole);
  const total = natural.reduce((sum, columnsOf) => sum + columnsOf, INDENT + GAP * (columns.length - 1));
  if (giving < 0 || total <= style.width) return whole;
  const room = Math.max(LEAST_ROOM, natural[giving]! - (total - style.width));
  const cut = columns[giving]!.give === 'middle' ? cutMiddle : cutEnd;
  return rows.map((row) => {
    const cell = row.cells[giving]!;
    const lead = cutLead(row.lead ?? '', room - LEAST_ROOM, style);
    const left = room - lead.length;
    return withLead(
      { ...row, lead },
      giving,
      textColumns(cell) > left ? cutMark(cut(cell, left), style) : cell,
    );
  });
}

function withLead(row: Row, column: number, cell: string): Row {
  return { ...row, cells: row.cells.map((other, c) => (c === column ? (row.lead ?? '') + cell : other)) };
}

/** The end of a lead says where a line hangs. */
function cutLead(lead: string, columns: number, style: RenderStyle): string {
  if (lead.length <= columns) return lead;
  return columns < 1 ? '' : cutMark('…', style) + lead.slice(lead.length - columns + 1);
}

/** Columns that each column of a table needs. */
function naturalWidths(columns: readonly Column[], rows: readonly Row[]): number[] {
  return columns.map((column, c) =>
    rows.reduce((widest, row) => Math.max(widest, textColumns(row.cells[c]!)), textColumns(column.head)),
  );
}
