import Table from 'cli-table3';
import type { RenderStyle } from '../options.ts';
import { cutEnd, cutMiddle, textColumns } from './columns.ts';
import { cutMark } from './glyphs.ts';
import { type Paint, paint } from './paint.ts';
import { wrapText } from './wrap.ts';

/** One column of a plain table. */
export interface Column {
  readonly head: string;
  readonly align?: 'left' | 'right';
  /** The column gives way when the terminal is narrow: how its text is cut, or that it goes on below. */
  readonly give?: 'end' | 'middle' | 'wrap';
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
  /** Stands before the cell of the first column that gives way: the lines of a drawn tree, one column a character. */
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
  const leading = columns.findIndex((column) => column.give !== undefined);
  const whole = rows.map((row) => ({ ...row, cells: withLead(row.cells, leading, row.lead ?? '') }));
  const rooms = roomsOf(columns, naturalWidths(columns, whole), style.width);
  if (rooms === null) return whole;
  return rows.map((row) => {
    const lead = cutLead(row.lead ?? '', rooms[leading]! - LEAST_ROOM, style);
    const fitted = row.cells.map((cell, c) =>
      fitCell(cell, rooms[c]! - (c === leading ? lead.length : 0), columns[c]!, style),
    );
    return { ...row, cells: withLead(fitted, leading, lead) };
  });
}

/** The widths that fit, of the columns that give way the widest first; null where all fit as they are, or none gives way. */
function roomsOf(
  columns: readonly Column[],
  natural: readonly number[],
  width: number,
): readonly number[] | null {
  const rooms = [...natural];
  const giving = columns.flatMap(({ give }, c) => (give === undefined ? [] : [c]));
  let excess = natural.reduce((sum, room) => sum + room, INDENT + GAP * (columns.length - 1)) - width;
  if (excess <= 0 || giving.length === 0) return null;
  for (; excess > 0; excess--) {
    const widest = giving.reduce((best, c) => (rooms[c]! > rooms[best]! ? c : best));
    if (rooms[widest]! <= LEAST_ROOM) break;
    rooms[widest]!--;
  }
  return rooms;
}

function fitCell(cell: string, room: number, { give }: Column, style: RenderStyle): string {
  if (give === undefined || textColumns(cell) <= room) return cell;
  if (give === 'wrap') return wrapText(cell, room).join('\n');
  return cutMark(give === 'middle' ? cutMiddle(cell, room) : cutEnd(cell, room), style);
}

function withLead(cells: readonly string[], column: number, lead: string): readonly string[] {
  return cells.map((cell, c) => (c === column ? lead + cell : cell));
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
