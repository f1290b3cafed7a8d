import type { ContextReport } from '../../context/report.ts';
import { type RenderStyle, topOf } from '../options.ts';
import { printable } from '../text/printable.ts';
import { section, tableSection } from '../text/section.ts';
import { sizeText } from '../text/size-text.ts';
import { type Column, right } from '../text/table.ts';

/** Paths that only one of the two builders sends; empty text when nobody asked. */
export function renderWalkDifferences({ walkDifferences }: ContextReport, style: RenderStyle): string {
  const heading = 'Where the two builders differ';
  if (walkDifferences === null) return '';
  if (walkDifferences.length === 0) return section(heading, '  nowhere', style);
  const shown = topOf(walkDifferences, style);
  const columns: readonly Column[] = [{ head: 'Sent by' }, right('Size'), { head: 'Path', give: 'middle' }];
  const rows = shown.map(({ sentBy, bytes, path, type }) => ({
    cells: [
      sentBy === 'buildkit' ? 'BuildKit' : 'classic',
      type === 'directory' ? '' : sizeText(bytes, style),
      printable(path) + (type === 'directory' ? '/' : ''),
    ],
  }));
  return tableSection(heading, columns, rows, style, walkDifferences.length);
}
