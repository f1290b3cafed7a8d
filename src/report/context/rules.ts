import type { ContextReport } from '../../context/report.ts';
import { groupDigits } from '../../core/count-text.ts';
import type { RenderStyle } from '../options.ts';
import { printable } from '../text/printable.ts';
import { section } from '../text/section.ts';
import { sizeText } from '../text/size-text.ts';
import { type Column, renderTable } from '../text/table.ts';

const NARROW = 60;

/** What each rule of the ignore file decided; empty text without rules. */
export function renderRules({ rules, ignoreFile }: ContextReport, style: RenderStyle): string {
  if (ignoreFile === null || rules.length === 0) return '';
  const isNarrow = style.width < NARROW;
  const columns: readonly Column[] = [
    { head: 'Line', align: 'right' },
    ...(isNarrow ? [] : [{ head: 'Files', align: 'right' } as const]),
    { head: 'Size', align: 'right' },
    { head: 'State' },
    { head: 'Rule', give: 'end' },
  ];
  const rows = rules.map((rule) => ({
    cells: [
      String(rule.line),
      ...(isNarrow ? [] : [groupDigits(rule.decidedFiles)]),
      sizeText(rule.decidedBytes, style),
      rule.state,
      printable(rule.text),
    ],
    dim: rule.state !== 'used',
  }));
  return section(`Rules of ${printable(ignoreFile.path)}`, renderTable(columns, rows, style), style);
}
