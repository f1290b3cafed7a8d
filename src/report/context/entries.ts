import type { ContextEntry, ContextReport } from '../../context/report.ts';
import { jsonText } from '../formats/json.ts';
import type { RenderStyle } from '../options.ts';
import { printable } from '../text/printable.ts';
import { tableSection } from '../text/section.ts';
import { sizeText } from '../text/size-text.ts';
import { type Column, renderTable, right } from '../text/table.ts';

/** Every path with its verdict, when it was asked for. */
export function renderEntries({ entries }: ContextReport, style: RenderStyle): string {
  if (entries === null) return '';
  const columns: readonly Column[] = [
    { head: 'Verdict' },
    right('Line'),
    right('Size'),
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
  return tableSection('Entries', columns, rows, style);
}

/** The verdict on a path in a word or two. */
function verdictText(entry: ContextEntry): string {
  if (entry.arrivesEmpty) return 'sent empty';
  if (entry.sent) return 'sent';
  if (entry.lostToPruning) return 'lost';
  return entry.bytes === null ? 'skipped' : 'excluded';
}

/** What is sent, a path on each line, directories with a slash at the end; nothing when the entries were not asked for. */
export function renderSentList({ entries }: ContextReport): string {
  return (entries ?? [])
    .filter(({ sent }) => sent)
    .map(({ path, type }) => `${printable(path)}${type === 'directory' ? '/' : ''}\n`)
    .join('');
}

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
    right('Size'),
    { head: 'Path', give: 'middle' },
    right('Line'),
    { head: `Rule of ${printable(report.ignoreFile?.path ?? '.dockerignore')}`, give: 'end' },
  ];
  const ruleOf = decidingRules(report);
  const rows = (report.entries ?? []).map((entry) => {
    const rule = ruleOf(entry);
    return {
      cells: [
        verdictText(entry),
        entry.type === 'directory' ? '' : sizeText(entry.bytes ?? 0, style),
        printable(entry.path) + (entry.type === 'directory' ? '/' : ''),
        rule === null ? '' : String(rule.line),
        printable(rule?.text ?? ''),
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
