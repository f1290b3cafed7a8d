import type { Change, Verdict } from '../../core/verdict.ts';
import { headline } from '../gate/headline.ts';
import { type GateReport, type Issue, issuesOf } from '../gate/issue.ts';
import { headroomText, measureText, signedText, verdictTitle } from '../gate/verdict-text.ts';
import { type RenderStyle, topOf } from '../options.ts';
import { sizeOrNothing, sizeText } from '../text/size-text.ts';
import { type Block, code, cutToSize, plain, STATUS_MARKS } from './markdown-text.ts';

/**
 * A report for a pull request: the verdict first, then the budgets, what moved, and the findings. Rows are dropped from the end until the text
 * fits `maxBytes`, never the verdict; a line says how many.
 */
export function renderMarkdown(report: GateReport, style: RenderStyle): string {
  const head = [`## plimsoll: ${headline(report)}`];
  const blocks = [
    reasonBlock(report),
    verdictBlock(report, style),
    changeBlock(report, style),
    findingBlock(report, style),
  ];
  return cutToSize(
    head,
    blocks.filter((block) => block.rows.length > 0),
    style.maxBytes,
  );
}

/** A sentence on each budget that is broken, near its limit or not measured: it names who is to blame. */
function reasonBlock(report: GateReport): Block {
  const rows = inOrder(report)
    .filter(({ status }) => status === 'fail' || status === 'warn')
    .map(
      ({ status, subject, reason }) => `- ${STATUS_MARKS[status]} ${code(subject.name)}: ${plain(reason)}`,
    );
  return { head: [], rows };
}

/** What is broken first. */
function inOrder(report: GateReport): readonly Verdict[] {
  const order = ['fail', 'warn', 'skipped', 'pass'];
  return [...(report.verdicts ?? [])].sort((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
}

function verdictBlock(report: GateReport, style: RenderStyle): Block {
  const verdicts = inOrder(report);
  const head = [
    '| | Subject | Budget | Measured | Limit | Headroom | Δ baseline |',
    '|---|---|---|--:|--:|--:|--:|',
  ];
  return { head, rows: verdicts.map((verdict) => verdictRow(verdict, style)) };
}

function verdictRow(verdict: Verdict, style: RenderStyle): string {
  const { subject, status, measured, limit, headroom, delta, unit } = verdict;
  const cells = [
    STATUS_MARKS[status],
    code(subject.name),
    plain(verdictTitle(verdict)),
    numberCell(measured, unit, style),
    numberCell(limit, unit, style),
    headroom === null ? '–' : headroomText(headroom, unit, style),
    delta === null ? 'no baseline' : signedText(delta, unit, style),
  ];
  return `| ${cells.join(' | ')} |`;
}

function changeBlock(report: GateReport, style: RenderStyle): Block {
  const seen = new Set<string>();
  const rows = (report.verdicts ?? []).flatMap(({ subject, changes }) =>
    topOf(changes, style).flatMap((change) => {
      const key = `${subject.kind}\n${subject.name}\n${change.kind}\n${change.name}`;
      if (seen.has(key)) return [];
      seen.add(key);
      return [{ row: changeRow(subject.name, change, style), weight: Math.abs(change.delta) }];
    }),
  );
  rows.sort((a, b) => b.weight - a.weight);
  const head = [
    '### What moved since the baseline',
    '',
    '| Subject | What | Before | Now | Δ |',
    '|---|---|--:|--:|--:|',
  ];
  return { head, rows: topOf(rows, style).map(({ row }) => row) };
}

function changeRow(subject: string, { name, before, after, delta }: Change, style: RenderStyle): string {
  const cells = [
    code(subject),
    code(name),
    before === null ? '–' : sizeText(before, style),
    after === null ? '–' : sizeText(after, style),
    signedText(delta, 'bytes', style),
  ];
  return `| ${cells.join(' | ')} |`;
}

function findingBlock(report: GateReport, style: RenderStyle): Block {
  const findings = issuesOf(report).filter(
    ({ id, accepted }) => !id.startsWith('budget/') && accepted === null,
  );
  const isOne = report.kind === 'context' || report.kind === 'image';
  const head = ['### Findings', '', '| Severity | Rule | Where | Bytes | What |', '|---|---|---|--:|---|'];
  return { head, rows: findings.map((finding) => findingRow(finding, isOne, style)) };
}

function findingRow(issue: Issue, isOne: boolean, style: RenderStyle): string {
  const { severity, id, message, fix, source, bytes, subject } = issue;
  const place = source === null ? '' : `${source.file}${source.line === null ? '' : `:${source.line}`}`;
  const where = [isOne ? '' : subject, place].filter((part) => part !== '').map(code);
  const text = plain(fix === null ? message : `${message} ${fix}`);
  return `| ${severity} | ${code(id)} | ${where.join(' ')} | ${sizeOrNothing(bytes, style)} | ${text} |`;
}

function numberCell(value: number | null, unit: Verdict['unit'], style: RenderStyle): string {
  return value === null ? '–' : measureText(value, unit, style);
}
