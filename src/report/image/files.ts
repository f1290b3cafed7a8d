import type { ImageReport } from '../../image/report.ts';
import { type RenderStyle, topOf } from '../options.ts';
import { printable } from '../printable.ts';
import { moreText, section } from '../section.ts';
import { shareText, sizeText } from '../size-text.ts';
import { type Column, renderTable } from '../table.ts';

/** The largest files of the final tree; empty text when it has none. */
export function renderLargestFiles({ largestFiles, totals }: ImageReport, style: RenderStyle): string {
  if (largestFiles.length === 0) return '';
  const shown = topOf(largestFiles, style);
  const columns: readonly Column[] = [
    { head: 'Size', align: 'right' },
    { head: 'Share', align: 'right' },
    { head: 'Layer', align: 'right', tone: 'dim' },
    { head: 'Path', give: 'middle' },
  ];
  const rows = shown.map(({ bytes, layer, path }) => ({
    cells: [sizeText(bytes, style), shareText(bytes, totals.visibleBytes), String(layer), printable(path)],
  }));
  const more = moreText(largestFiles.length, shown.length, style);
  return section('Largest files of the final tree', renderTable(columns, rows, style) + more, style);
}

/** Groups of equal files in the final tree, when they were looked for. */
export function renderDuplicates({ duplicates }: ImageReport, style: RenderStyle): string {
  if (duplicates === null) return '';
  if (duplicates.length === 0) return section('Equal files', '  none', style);
  const shown = topOf(duplicates, style);
  const columns: readonly Column[] = [
    { head: 'Extra', align: 'right' },
    { head: 'Copies', align: 'right' },
    { head: 'Paths', give: 'end' },
  ];
  const rows = shown.map(({ extraBytes, copies, paths }) => ({
    cells: [sizeText(extraBytes, style), String(copies), paths.map(printable).join(' = ')],
  }));
  const more = moreText(duplicates.length, shown.length, style);
  return section('Equal files', renderTable(columns, rows, style) + more, style);
}
