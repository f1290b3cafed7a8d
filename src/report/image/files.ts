import type { ImageReport } from '../../image/report.ts';
import { type RenderStyle, topOf } from '../options.ts';
import { printable } from '../text/printable.ts';
import { moreText, section } from '../text/section.ts';
import { shareText, sizeText } from '../text/size-text.ts';
import { type Column, renderTable } from '../text/table.ts';

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
  const more = moreText(totals.visibleFiles, shown.length, style);
  return section('Largest files of the final tree', renderTable(columns, rows, style) + more, style);
}
