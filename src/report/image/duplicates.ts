import { countText } from '../../core/count-text.ts';
import type { DuplicateGroup, DuplicateTotals } from '../../image/duplicates/report.ts';
import type { ImageReport } from '../../image/report.ts';
import { type RenderStyle, topOf } from '../options.ts';
import { paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { moreText, section } from '../text/section.ts';
import { shareText, sizeText } from '../text/size-text.ts';
import { type Column, renderTable, right } from '../text/table.ts';
import { wrapText } from '../text/wrap.ts';

/** Groups of equal files in the final tree, when they were looked for. */
export function renderDuplicates(report: ImageReport, style: RenderStyle): string {
  const { duplicates, duplicateTotals } = report;
  if (duplicates === null || duplicateTotals === null) return '';
  const left = notCompared(duplicateTotals, style);
  const note = left === null ? '' : `\n${paint(style.color).dim(left)}`;
  if (duplicates.length === 0) return section('Equal files', `  none${note}`, style);
  const { extraBytes, groups } = duplicateTotals;
  const share = shareText(extraBytes, report.totals.visibleBytes);
  const heading = `Equal files: ${sizeText(extraBytes, style)} (${share}) more than once, in ${countText(groups, 'group')}`;
  return section(heading, renderGroups(duplicates, groups, style) + note, style);
}

function renderGroups(duplicates: readonly DuplicateGroup[], groups: number, style: RenderStyle): string {
  const shown = topOf(duplicates, style);
  const isWide = style.width >= 60;
  const columns: readonly Column[] = [
    right('Extra'),
    right('Copies'),
    ...(isWide ? [right('Each')] : []),
    { head: 'Paths', give: 'end' },
  ];
  const rows = shown.map(({ extraBytes, copies, bytes, paths }) => ({
    cells: [
      sizeText(extraBytes, style),
      String(copies),
      ...(isWide ? [sizeText(bytes, style)] : []),
      paths.map(printable).join(' = '),
    ],
  }));
  return renderTable(columns, rows, style) + moreText(groups, shown.length, style);
}

function notCompared({ unknown }: DuplicateTotals, style: RenderStyle): string | null {
  if (unknown.files === 0) return null;
  const files = countText(unknown.files, 'file');
  const text = `not compared: ${files} of ${sizeText(unknown.bytes, style)} with the size of another one`;
  return wrapText(text, style.width - 2)
    .map((line) => `  ${line}`)
    .join('\n');
}
