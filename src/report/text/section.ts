import { groupDigits } from '../../core/count-text.ts';
import type { RenderStyle } from '../options.ts';
import { textColumns } from './columns.ts';
import { dots } from './glyphs.ts';
import { paint } from './paint.ts';
import { type Column, type Row, renderTable } from './table.ts';
import { wrapText } from './wrap.ts';

/** A heading and what stands below it, each line of the body already laid out. */
export function section(heading: string, body: string, style: RenderStyle): string {
  return `${paint(style.color).bold(heading)}\n${body}`;
}

/** A heading and a table below it, `none` where it has no rows; of a longer list that `total` counts, how many are left out. */
export function tableSection(
  heading: string,
  columns: readonly Column[],
  rows: readonly Row[],
  style: RenderStyle,
  total: number = rows.length,
): string {
  const body = rows.length === 0 ? '  none' : renderTable(columns, rows, style);
  return section(heading, body + moreText(total, rows.length, style), style);
}

/** Sections with a blank line between each two; what has nothing to say is left out. */
export function joinSections(sections: readonly string[]): string {
  return `${sections.filter((text) => text !== '').join('\n\n')}\n`;
}

const INDENT = 2;
const LEAST_VALUE = 16;

/** Names and values below each other; a value that is too long goes on under itself. */
export function factList(
  facts: readonly (readonly [name: string, value: string])[],
  style: RenderStyle,
): string {
  const { dim } = paint(style.color);
  const names = Math.max(...facts.map(([name]) => textColumns(name)));
  const indent = INDENT + names + 2;
  const room = Math.max(LEAST_VALUE, style.width - indent);
  return facts
    .flatMap(([name, value]) =>
      wrapText(value, room).map((line, n) => {
        const label = n === 0 ? name : '';
        return `${' '.repeat(INDENT)}${dim(label)}${' '.repeat(names - textColumns(label) + 2)}${line}`;
      }),
    )
    .join('\n');
}

/** What a ranked list leaves out: `  … 12 more (--top 0 shows all)`; empty when it leaves out nothing. */
export function moreText(total: number, shown: number, style: RenderStyle): string {
  if (shown >= total) return '';
  return `\n${paint(style.color).dim(`  ${dots(style)} ${groupDigits(total - shown)} more (--top 0 shows all)`)}`;
}
