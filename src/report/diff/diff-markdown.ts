import { countText } from '../../core/count-text.ts';
import type { DiffReport, LayerDelta, PathDelta } from '../../diff/report.ts';
import { type Block, code, cutToSize, plain, STATUS_MARKS } from '../formats/markdown-text.ts';
import { measureText, signedText } from '../gate/verdict-text.ts';
import { instructionText } from '../image/steps.ts';
import { type RenderStyle, topOf } from '../options.ts';
import { sizeOrNothing, sizeText } from '../text/size-text.ts';
import { settingText, valueText } from './setting-text.ts';
import { SIGNS } from './signs.ts';
import { namedTotals } from './total-names.ts';
import { diffVerdict, growthText } from './verdict.ts';

/**
 * A comparison for a pull request: the verdict, broken budgets, what moved most, and the rest in folded details. Rows are dropped from the end
 * until the text fits `maxBytes`, never the verdict.
 */
export function renderDiffMarkdown(report: DiffReport, style: RenderStyle): string {
  const head = [
    `## plimsoll: ${diffVerdict(report, style)}`,
    '',
    `${code(short(report.before.name))} → ${code(short(report.after.name))}`,
  ];
  const blocks = [
    budgetBlock(report, style),
    totalBlock(report, style),
    moverBlock(report, style),
    findingBlock(report, style),
    folded('Layers', layerBlock(report, style)),
    folded('Directories', directoryBlock(report, style)),
    folded('Configuration', configBlock(report, style)),
    folded('History', historyBlock(report, style)),
  ];
  return cutToSize(head, report.same ? [] : blocks.filter(({ rows }) => rows.length > 0), style.maxBytes);
}

function folded(title: string, block: Block): Block {
  const summary = `<details><summary>${title} (${block.rows.length})</summary>`;
  return { head: [summary, '', ...block.head], rows: block.rows, tail: ['', '</details>'] };
}

function budgetBlock({ verdicts = [] }: DiffReport, style: RenderStyle): Block {
  return {
    head: ['| | Budget | Measured | Limit | Why |', '|---|---|--:|--:|---|'],
    rows: verdicts.map(({ status, budget, measured, limit, unit, reason }) => {
      const number = (value: number | null): string =>
        value === null ? '–' : measureText(value, unit, style);
      return `| ${STATUS_MARKS[status]} | ${plain(budget)} | ${number(measured)} | ${number(limit)} | ${plain(reason)} |`;
    }),
  };
}

function totalBlock(report: DiffReport, style: RenderStyle): Block {
  const rows = namedTotals(report)
    .filter(([, { delta }]) => delta !== null && delta !== 0)
    .map(([name, total]) => {
      const { unit, before, after, delta } = total;
      const growth = unit === 'ratio' ? '' : growthText(total);
      const change = [signedText(delta!, unit, style), ...(growth === '' ? [] : [`(${growth})`])].join(' ');
      return `| ${name} | ${measureText(before!, unit, style)} | ${measureText(after!, unit, style)} | ${change} |`;
    });
  return { head: ['| | Before | After | Change |', '|---|--:|--:|--:|'], rows };
}

function findingBlock({ findings }: DiffReport, style: RenderStyle): Block {
  const head = ['### New findings', '', '| Severity | Rule | Bytes | What |', '|---|---|--:|---|'];
  const rows = findings.map(({ severity, rule, bytes, message, fix }) => {
    const size = sizeOrNothing(bytes, style);
    return `| ${severity} | ${code(rule)} | ${size} | ${plain(fix === null ? message : `${message} ${fix}`)} |`;
  });
  return { head, rows };
}

function moverBlock({ of, paths }: DiffReport, style: RenderStyle): Block {
  const columns =
    of === 'image'
      ? ['| | Change | Now | Path | Instruction |', '|---|--:|--:|---|---|']
      : ['| | Change | Now | Path |', '|---|--:|--:|---|'];
  const head = ['### What moved most', '', ...columns];
  if (paths === null) return { head, rows: [] };
  const shown = topOf(paths.list, style);
  const rows = shown.map((path) => moverRow(path, of === 'image', style));
  const more = paths.matching.paths - shown.length;
  return more > 0 ? { head, rows, tail: ['', `and ${countText(more, 'more path')}`] } : { head, rows };
}

function moverRow(path: PathDelta, hasLayers: boolean, style: RenderStyle): string {
  const { state, delta, before, after, from } = path;
  const where = from === null ? code(path.path) : `${code(from)} → ${code(path.path)}`;
  const instruction = (after ?? before)?.instruction ?? null;
  const cells = [
    SIGNS[state].word,
    signedText(delta, 'bytes', style),
    after === null ? '' : sizeText(after.bytes, style),
    where,
    ...(hasLayers ? [instruction === null ? '' : code(shortStep(instruction))] : []),
  ];
  return `| ${cells.join(' | ')} |`;
}

function layerBlock({ layers }: DiffReport, style: RenderStyle): Block {
  return {
    head: ['| | Before | After | Change | Instruction |', '|---|--:|--:|--:|---|'],
    rows: layers.filter(({ state }) => state !== 'same').map((layer) => layerRow(layer, style)),
  };
}

function layerRow({ state, before, after, delta }: LayerDelta, style: RenderStyle): string {
  const cells = [
    SIGNS[state].word,
    before === null ? '' : sizeText(before.fileBytes, style),
    after === null ? '' : sizeText(after.fileBytes, style),
    signedText(delta, 'bytes', style),
    code(shortStep((after ?? before)?.instruction ?? '')),
  ];
  return `| ${cells.join(' | ')} |`;
}

function directoryBlock({ paths }: DiffReport, style: RenderStyle): Block {
  const rows = topOf(paths?.directories ?? [], style).map(
    ({ path, before, after, delta }) =>
      `| ${signedText(delta, 'bytes', style)} | ${sizeText(before, style)} | ${sizeText(after, style)} | ${code(`${path}/`)} |`,
  );
  return { head: ['| Change | Before | After | Directory |', '|--:|--:|--:|---|'], rows };
}

function configBlock({ config }: DiffReport, style: RenderStyle): Block {
  return {
    head: ['| | Setting | Value |', '|---|---|---|'],
    rows: config.map(
      (delta) =>
        `| ${SIGNS[delta.state].word} | ${code(settingText(delta))} | ${plain(valueText(delta, style))} |`,
    ),
  };
}

function historyBlock({ history }: DiffReport, style: RenderStyle): Block {
  return {
    head: ['| | Size | Step |', '|---|--:|---|'],
    rows: history.map(
      ({ state, size, instruction }) =>
        `| ${SIGNS[state].word} | ${sizeText(size, style)} | ${code(shortStep(instruction))} |`,
    ),
  };
}

const MOST_CHARACTERS = 160;

function shortStep(instruction: string): string {
  return short(instructionText(instruction));
}

/** The beginning of a text that may be of any length. */
function short(text: string): string {
  const characters = [...text.slice(0, 4 * MOST_CHARACTERS)];
  return characters.length <= MOST_CHARACTERS
    ? text
    : `${characters.slice(0, MOST_CHARACTERS - 1).join('')}…`;
}
