import type { Delta, DiffReport, DiffSide } from '../../diff/report.ts';
import { measureText, signedText } from '../gate/verdict-text.ts';
import { platformText, shownId } from '../image/image-name.ts';
import type { RenderStyle } from '../options.ts';
import { arrow } from '../text/glyphs.ts';
import { paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { factList, tableSection } from '../text/section.ts';
import { type Column, type Row, right } from '../text/table.ts';
import { namedTotals } from './total-names.ts';
import { diffTitle, diffVerdict, growthText } from './verdict.ts';

/** What is compared, and the verdict in one line. */
export function renderDiffHeader(report: DiffReport, style: RenderStyle): string {
  const { bold } = paint(style.color);
  const facts = [
    ['Before', sideText(report.before)],
    ['After', sideText(report.after)],
    ['Verdict', diffVerdict(report, style)],
  ] as const;
  return `${bold(diffTitle(report, arrow(style)))}\n${factList(facts, style)}`;
}

function sideText(side: DiffSide): string {
  const { kind, source, id, platform } = side;
  const where = source === null ? 'standard input' : printable(source);
  const parts = [
    kind === 'saved-report'
      ? `saved report from ${where}`
      : kind === 'revision'
        ? `revision ${where}`
        : where,
    ...(id === null ? [] : [id.startsWith('sha256:') ? shownId(id) : printable(id.slice(0, 12))]),
    ...(platform === null ? [] : [platformText(platform)]),
  ];
  return parts.join(', ');
}

/** Every total that either side has, side by side. */
export function renderTotals(report: DiffReport, style: RenderStyle): string {
  const columns: readonly Column[] = [
    { head: '' },
    right('Before'),
    right('After'),
    right('Change'),
    ...(style.width >= 56 ? [right('')] : []),
  ];
  const rows = namedTotals(report).map(([name, delta]) => totalRow(name, delta, columns.length, style));
  return tableSection('Totals', columns, rows, style);
}

function totalRow(name: string, total: Delta, columns: number, style: RenderStyle): Row {
  const { unit, before, after, delta } = total;
  const number = (value: number | null): string =>
    value === null ? 'unknown' : measureText(value, unit, style);
  const cells = [
    name,
    number(before),
    number(after),
    delta === null ? '' : signedText(delta, unit, style),
    unit === 'ratio' ? '' : growthText(total),
  ];
  return { cells: cells.slice(0, columns), dim: delta === 0 };
}
