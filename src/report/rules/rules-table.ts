import { SEVERITY_TONES } from '../gate/finding-list.ts';
import type { RenderStyle } from '../options.ts';
import { paint } from '../text/paint.ts';
import { factList, section } from '../text/section.ts';
import { type Column, renderTable } from '../text/table.ts';
import type { RuleReport, RulesReport } from './report.ts';

/** So many are explained one by one; more make a list. */
const EXPLAINED = 3;

/** Rules for people: a few in full, many as a list for contexts and one for images. */
export function renderRulesTable({ rules }: RulesReport, style: RenderStyle): string {
  if (rules.length <= EXPLAINED) return `${rules.map((rule) => renderRule(rule, style)).join('\n\n')}\n`;
  const lists = [
    ['context', 'Rules about build contexts: context/…'],
    ['image', 'Rules about images: image/…'],
  ].map(([kind, heading]) => {
    const some = rules.filter(({ id }) => id.startsWith(`${kind}/`));
    return section(heading!, renderList(some, style), style);
  });
  return `${lists.join('\n\n')}\n`;
}

function renderList(rules: readonly RuleReport[], style: RenderStyle): string {
  const columns: readonly Column[] = [
    { head: 'Rule' },
    { head: 'Severity', tone: 'dim' },
    { head: 'What', give: 'wrap' },
  ];
  const rows = rules.map(({ id, severity, title }) => ({
    cells: [id.slice(id.indexOf('/') + 1), severity, title],
  }));
  return renderTable(columns, rows, style);
}

function renderRule(
  { id, severity, title, what, why, cure, measured, off }: RuleReport,
  style: RenderStyle,
): string {
  const colors = paint(style.color);
  const facts = [
    ['What', what],
    ['Why', why],
    ['Cure', cure],
    ['Bytes', measured],
    ['Turn off', `${off} In plimsoll.yaml: rules: { ${id}: off }`],
  ] as const;
  return `${colors.bold(id)} (${colors[SEVERITY_TONES[severity]](severity)})\n${title}.\n${factList(facts, style)}`;
}
