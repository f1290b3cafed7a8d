import type { ImageReport } from '../../image/report.ts';
import { type RenderStyle, topOf } from '../options.ts';
import { printable } from '../text/printable.ts';
import { tableSection } from '../text/section.ts';
import { shareText, sizeText } from '../text/size-text.ts';
import { type Column, right } from '../text/table.ts';

/** The largest files of the final tree; empty text when it has none. */
export function renderLargestFiles({ largestFiles, totals }: ImageReport, style: RenderStyle): string {
  if (largestFiles.length === 0) return '';
  const shown = topOf(largestFiles, style);
  const isWide = style.width >= 50;
  const columns: readonly Column[] = [
    right('Size'),
    ...(isWide ? [right('Share'), right('Layer', 'dim')] : []),
    { head: 'Path', give: 'middle' },
  ];
  const rows = shown.map(({ bytes, layer, path }) => ({
    cells: [
      sizeText(bytes, style),
      ...(isWide ? [shareText(bytes, totals.visibleBytes), String(layer)] : []),
      printable(path),
    ],
  }));
  return tableSection('Largest files of the final tree', columns, rows, style, totals.visibleFiles);
}
