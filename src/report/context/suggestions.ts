import type { ContextReport } from '../../context/report.ts';
import { groupDigits } from '../../core/count-text.ts';
import type { RenderStyle } from '../options.ts';
import { printable } from '../text/printable.ts';
import { section } from '../text/section.ts';
import { sizeText } from '../text/size-text.ts';
import { type Column, renderTable } from '../text/table.ts';

/** Lines that the ignore file could have, with what each saves beside those above it; empty text unless asked for. */
export function renderSuggestions({ suggestions, ignoreFile }: ContextReport, style: RenderStyle): string {
  if (suggestions === null) return '';
  const heading = `Suggested lines for ${printable(ignoreFile?.path ?? '.dockerignore')}`;
  if (suggestions.length === 0)
    return section(heading, '  none: nothing to save that the build can do without', style);
  const columns: readonly Column[] = [
    { head: 'Saves', align: 'right' },
    { head: 'Files', align: 'right' },
    { head: 'Line', give: 'end' },
  ];
  const rows = suggestions.map(({ line, bytes, files }) => ({
    cells: [sizeText(bytes, style), groupDigits(files), printable(line)],
  }));
  return section(heading, renderTable(columns, rows, style), style);
}
