import type { Delta, DiffReport, DiffSide } from '../../diff/report.ts';
import { measureText, signedText } from '../gate/verdict-text.ts';
import { platformText } from '../image/image-name.ts';
import type { RenderStyle } from '../options.ts';
import { paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { factList, section } from '../text/section.ts';
import { type Column, type Row, renderTable } from '../text/table.ts';
import { namedTotals } from './total-names.ts';
import { diffTitle, diffVerdict, growthText } from './verdict.ts';

const SHOWN_ID = 'sha256:'.length + 12;

/** What is compared, and the verdict in one line. */
export function renderDiffHeader(report: DiffReport, style: RenderStyle): string {
  const { bold } = paint(style.color);
  const facts = [
    ['Before', sideText(report.before)],
    ['After', sideText(report.after)],
    ['Verdict', diffVerdict(report, style)],
  ] as const;
  return `${bold(diffTitle(report, style.ascii ? '->' : '→'))}\n${factList(facts, style)}`;
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
    ...(id === null ? [] : [printable(id.startsWith('sha256:') ? id.slice(0, SHOWN_ID) : id.slice(0, 12))]),
    ...(platform === null ? [] : [platformText(platform)]),
  ];
  return parts.join(', ');
}

/** Every total that either side has, side by side. */
export function renderTotals(report: DiffReport, style: RenderStyle): string {
  const columns: readonly Column[] = [
    { head: '' },
    { head: 'Before', align: 'right' },
    { head: 'After', align: 'right' },
    { head: 'Change', align: 'right' },
    ...(style.width >= 56 ? [{ head: '', align: 'right' } as const] : []),
  ];
  const rows = namedTotals(report).map(([name, delta]) => totalRow(name, delta, columns.length, style));
  return section('Totals', renderTable(columns, rows, style), style);
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
