import type { ContextReport } from '../../context/report.ts';
import { type RenderStyle, topOf } from '../options.ts';
import { printable } from '../text/printable.ts';
import { moreText, section } from '../text/section.ts';
import { sizeText } from '../text/size-text.ts';
import { type Column, renderTable } from '../text/table.ts';

/** Paths that only one of the two builders sends; empty text when nobody asked. */
export function renderWalkDifferences({ walkDifferences }: ContextReport, style: RenderStyle): string {
  const heading = 'Where the two builders differ';
  if (walkDifferences === null) return '';
  if (walkDifferences.length === 0) return section(heading, '  nowhere', style);
  const shown = topOf(walkDifferences, style);
  const columns: readonly Column[] = [
    { head: 'Sent by' },
    { head: 'Size', align: 'right' },
    { head: 'Path', give: 'middle' },
  ];
  const rows = shown.map(({ sentBy, bytes, path, type }) => ({
    cells: [
      sentBy === 'buildkit' ? 'BuildKit' : 'classic',
      type === 'directory' ? '' : sizeText(bytes, style),
      printable(path) + (type === 'directory' ? '/' : ''),
    ],
  }));
  const more = moreText(walkDifferences.length, shown.length, style);
  return section(heading, renderTable(columns, rows, style) + more, style);
}
