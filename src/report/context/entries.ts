import type { ContextEntry, ContextReport } from '../../context/report.ts';
import type { RenderStyle } from '../options.ts';
import { printable } from '../text/printable.ts';
import { section } from '../text/section.ts';
import { sizeText } from '../text/size-text.ts';
import { type Column, renderTable } from '../text/table.ts';

/** Every path with its verdict, when it was asked for. */
export function renderEntries({ entries }: ContextReport, style: RenderStyle): string {
  if (entries === null) return '';
  const columns: readonly Column[] = [
    { head: 'Verdict' },
    { head: 'Line', align: 'right' },
    { head: 'Size', align: 'right' },
    { head: 'Path', give: 'middle' },
  ];
  const rows = entries.map((entry) => ({
    cells: [
      verdictText(entry),
      entry.decidedBy === null ? '' : String(entry.decidedBy),
      entry.type === 'directory' ? '' : sizeText(entry.bytes ?? 0, style),
      printable(entry.path) + (entry.type === 'directory' ? '/' : ''),
    ],
    dim: !entry.sent,
  }));
  return section('Entries', rows.length === 0 ? '  none' : renderTable(columns, rows, style), style);
}

/** The verdict on a path in a word or two. */
export function verdictText(entry: ContextEntry): string {
  if (entry.arrivesEmpty) return 'sent empty';
  if (entry.sent) return 'sent';
  if (entry.lostToPruning) return 'lost';
  return entry.bytes === null ? 'skipped' : 'excluded';
}
