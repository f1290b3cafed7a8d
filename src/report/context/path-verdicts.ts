import type { ContextEntry, ContextReport } from '../../context/report.ts';
import { jsonText } from '../formats/well-formed.ts';
import type { RenderStyle } from '../options.ts';
import { printable } from '../text/printable.ts';
import { sizeText } from '../text/size-text.ts';
import { type Column, renderTable } from '../text/table.ts';
import { verdictText } from './entries.ts';

/** The rule that decides a path, as `explain` has it. */
interface DecidingRule {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** Every path with its verdict and the rule that decides, and nothing else. */
export function renderPathVerdicts(report: ContextReport, style: RenderStyle): string {
  const columns: readonly Column[] = [
    { head: 'Verdict' },
    { head: 'Size', align: 'right' },
    { head: 'Path', give: 'middle' },
    { head: 'Because', give: 'end' },
  ];
  const ruleOf = decidingRules(report);
  const rows = (report.entries ?? []).map((entry) => {
    const rule = ruleOf(entry);
    return {
      cells: [
        verdictText(entry),
        entry.type === 'directory' ? '' : sizeText(entry.bytes ?? 0, style),
        printable(entry.path) + (entry.type === 'directory' ? '/' : ''),
        rule === null ? '' : `${printable(rule.file)}:${rule.line}: ${printable(rule.text)}`,
      ],
      dim: !entry.sent,
    };
  });
  return rows.length === 0 ? '  none\n' : `${renderTable(columns, rows, style)}\n`;
}

/** The same, one JSON object a line. */
export function renderPathRecords(report: ContextReport): string {
  const ruleOf = decidingRules(report);
  return (report.entries ?? [])
    .map((entry) => `${jsonText({ ...entry, decidedBy: ruleOf(entry) })}\n`)
    .join('');
}

function decidingRules({ ignoreFile, rules }: ContextReport): (entry: ContextEntry) => DecidingRule | null {
  const byLine = new Map(
    rules.map(({ line, text }) => [line, { file: ignoreFile?.path ?? '', line, text }] as const),
  );
  return ({ decidedBy }) => (decidedBy === null ? null : (byLine.get(decidedBy) ?? null));
}
