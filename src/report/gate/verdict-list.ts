import type { Change, Contributor, Verdict } from '../../core/verdict.ts';
import { type RenderStyle, topOf } from '../options.ts';
import { barText } from '../text/bar.ts';
import { textColumns } from '../text/columns.ts';
import { paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { moreText, section } from '../text/section.ts';
import { sizeText } from '../text/size-text.ts';
import { type Column, renderTable, right } from '../text/table.ts';
import { wrapText } from '../text/wrap.ts';
import { headroomText, measureText, signedText, verdictTitle } from './verdict-text.ts';

const WORDS: Readonly<Record<Verdict['status'], string>> = {
  pass: 'pass',
  warn: 'warn',
  fail: 'FAIL',
  skipped: 'skip',
};
const TONES = { pass: 'green', warn: 'yellow', fail: 'red', skipped: 'dim' } as const;
const BAR = 10;
const INDENT = 8;
const COLUMNS: readonly Column[] = [
  { head: '' },
  { head: 'Budget', give: 'middle' },
  { head: 'Used' },
  right('Measured'),
  right('Limit'),
  right('Headroom'),
];
const DELTA: Column = right('vs baseline');

/** Verdicts of one subject: how full each budget is, and below those that are broken who is to blame. Empty text for none. */
export function renderVerdicts(heading: string, verdicts: readonly Verdict[], style: RenderStyle): string {
  if (verdicts.length === 0) return '';
  const hasDelta = verdicts.some(({ delta }) => delta !== null);
  const columns = hasDelta ? [...COLUMNS, DELTA] : COLUMNS;
  const rows = verdicts.map((verdict) => ({ cells: cellsOf(verdict, hasDelta, style) }));
  const [head = '', ...lines] = renderTable(columns, rows, style).split('\n');
  const body = verdicts.flatMap((verdict, index) => [
    toned(lines[index] ?? '', verdict, style),
    ...(verdict.status === 'pass' ? [] : detail(verdict, style)),
  ]);
  return section(printable(heading), [head, ...body].join('\n'), style);
}

function cellsOf(verdict: Verdict, hasDelta: boolean, style: RenderStyle): readonly string[] {
  const { measured, limit, headroom, delta, unit, status } = verdict;
  const number = (value: number | null): string => (value === null ? '' : measureText(value, unit, style));
  const cells = [
    WORDS[status],
    verdictTitle(verdict),
    measured === null || limit === null ? '' : bar(...usedOf(verdict, measured, limit), style),
    number(measured),
    number(limit),
    headroom === null ? '' : headroomText(headroom, unit, style),
  ];
  return hasDelta ? [...cells, delta === null ? '' : signedText(delta, unit, style)] : cells;
}

/** Of an efficiency, which is a least, what is hidden is held against what may be. */
function usedOf(
  { budget }: Verdict,
  measured: number,
  limit: number,
): readonly [used: number, whole: number] {
  return budget === 'efficiency' ? [1 - measured, 1 - limit] : [measured, limit];
}

/** A budget of nothing that is broken is full, too. */
function bar(measured: number, limit: number, style: RenderStyle): string {
  const filled = barText(limit === 0 ? Math.min(measured, 1) : measured, limit || 1, BAR, style.ascii);
  return filled + (style.ascii ? '.' : '░').repeat(BAR - textColumns(filled));
}

function toned(line: string, { status }: Verdict, style: RenderStyle): string {
  const word = WORDS[status];
  return line.replace(word, paint(style.color)[TONES[status]](word));
}

function detail(verdict: Verdict, style: RenderStyle): readonly string[] {
  const room = Math.max(24, style.width - INDENT);
  const reason = wrapText(printable(verdict.reason), room).map((line) => ' '.repeat(INDENT) + line);
  if (verdict.status === 'skipped' || verdict.error !== null) return reason;
  return [...reason, ...contributorLines(verdict.contributors, style), ...changeLines(verdict, style)];
}

function contributorLines(contributors: readonly Contributor[], style: RenderStyle): readonly string[] {
  const shown = topOf(contributors, style);
  return ranked(
    shown.map(({ name, bytes }) => [sizeText(bytes, style), name] as const),
    contributors.length,
    style,
  );
}

function changeLines({ budget, changes }: Verdict, style: RenderStyle): readonly string[] {
  if (changes.length === 0 || budget === 'growth') return [];
  const shown = topOf(changes, style);
  const lines = ranked(
    shown.map((change) => [signedText(change.delta, 'bytes', style), changeText(change)] as const),
    changes.length,
    style,
  );
  return [`${' '.repeat(INDENT)}since the baseline:`, ...lines];
}

function changeText({ name, before, after }: Change): string {
  return before === null ? `${name} (new)` : after === null ? `${name} (gone)` : name;
}

function ranked(
  items: readonly (readonly [size: string, name: string])[],
  total: number,
  style: RenderStyle,
): readonly string[] {
  if (items.length === 0) return [];
  const rows = items.map(([size, name]) => ({ cells: [size, printable(name)] }));
  const narrow = { ...style, width: Math.max(24, style.width - INDENT) };
  const [, ...lines] = renderTable([right(''), { head: '', give: 'end' }], rows, narrow).split('\n');
  const more = moreText(total, items.length, style)
    .split('\n')
    .filter((line) => line !== '');
  return [...lines, ...more].map((line) => ' '.repeat(INDENT) + line);
}
