import type { Judgement } from '../../budget/judge.ts';
import { groupDigits } from '../../core/count-text.ts';
import type { Contributor, Verdict } from '../../core/verdict.ts';
import type { RenderStyle } from '../options.ts';
import { printable } from '../text/printable.ts';
import { sizeText } from '../text/size-text.ts';

type Worded = Pick<
  Judgement,
  | 'budget'
  | 'scope'
  | 'measured'
  | 'unit'
  | 'limit'
  | 'warnAt'
  | 'headroom'
  | 'baseline'
  | 'delta'
  | 'contributors'
> & { readonly status: Verdict['status'] };

type Sizes = Pick<RenderStyle, 'bytes' | 'units'>;

const STYLE: Sizes = { bytes: false, units: 'si' };
const NAMES: Readonly<Record<string, string>> = {
  total: 'The total',
  transfer: 'The transfer',
  compressed: 'The compressed size',
  layer: 'The largest layer',
  layers: 'The number of layers',
  wasted: 'Waste',
  efficiency: 'Efficiency',
  files: 'The number of files',
  file: 'The largest file',
};

/** A measured number for people: a size, a count, or a ratio in percent. */
export function measureText(value: number, unit: Verdict['unit'], style: Sizes = STYLE): string {
  if (unit === 'bytes') return sizeText(value, style);
  if (unit === 'count') return groupDigits(value);
  return style.bytes ? String(value) : `${Number((100 * value).toPrecision(4))} %`;
}

/** What is left below a limit, or missing: `12 MB`, `-3`; of ratios in percentage points, which are no percent: `-36.42 pp`. */
export function headroomText(value: number, unit: Verdict['unit'], style: Sizes): string {
  const text = measureText(Math.abs(value), unit, style);
  return (value < 0 ? '-' : '') + (unit === 'ratio' ? text.replace(/%$/, 'pp') : text);
}

/** A difference with its sign: `+12 MB`, `-3`, `+0.5 pp`, `0`. */
export function signedText(delta: number, unit: Verdict['unit'], style: Sizes): string {
  return delta === 0 ? '0' : `${delta > 0 ? '+' : ''}${headroomText(delta, unit, style)}`;
}

/** What a budget is called in one line: `total`, `wasted (own)`, `growth of layers`, `path **\/.env*`. */
export function verdictTitle({ budget, scope, of, subject, unit }: Verdict): string {
  const path = subject.path === null ? '' : ` ${printable(subject.path)}`;
  const share = budget === 'wasted' && unit === 'ratio' ? ' share' : '';
  const grown = budget === 'growth' && of !== null && of !== 'total' ? ` of ${of}` : '';
  return `${budget}${share}${grown}${path}${scope === 'own' ? ' (own)' : ''}`;
}

/** One sentence about one verdict. */
export function verdictReason(judgement: Judgement, subject: string): string {
  const { definition } = judgement;
  if (definition.kind === 'path') return pathReason(judgement, definition.pattern, definition.of);
  if (definition.kind === 'growth')
    return growthReason(judgement, NAMES[definition.of] ?? definition.of, subject);
  return plainReason(judgement, NAMES[definition.measure] ?? definition.measure);
}

/** One sentence about a budget that could not be measured, from the sentence of the failure. */
export function failureReason(message: string): string {
  return `It could not be measured: ${message}`;
}

function plainReason(judgement: Worded, name: string): string {
  const { measured, unit, limit, warnAt, headroom, status } = judgement;
  if (measured === null || limit === null) return `${name} could not be measured.`;
  const own = judgement.scope === 'own' ? ' of the own layers' : '';
  const is = `${name}${own} is ${measureText(measured, unit)}`;
  const isAtLeast = judgement.budget === 'efficiency';
  if (status === 'fail') {
    const by = measureText(Math.abs(headroom ?? 0), unit).replace(/%$/, 'percentage points');
    return `${is}, ${by} ${isAtLeast ? 'below' : 'over'} the limit of ${measureText(limit, unit)}${culprit(judgement.contributors)}.`;
  }
  if (status === 'warn') {
    const warning = measureText(warnAt ?? limit, unit);
    return `${is}, ${isAtLeast ? 'below' : 'above'} the warning at ${warning}; the limit is ${measureText(limit, unit)}.`;
  }
  return `${is}; ${isAtLeast ? 'at least ' : ''}${measureText(limit, unit)}${isAtLeast ? ' is asked for' : ' is allowed'}.`;
}

function pathReason(judgement: Worded, pattern: string, of: 'total' | 'files' | 'forbidden'): string {
  const { measured, contributors } = judgement;
  if (of !== 'forbidden')
    return plainReason(judgement, of === 'total' ? `"${pattern}"` : `The number of files in "${pattern}"`);
  if (measured === null) return `"${pattern}" could not be looked for.`;
  if (measured === 0) return `Nothing matches "${pattern}", which is forbidden.`;
  const [first] = contributors;
  const others = measured === 1 ? '' : ` and ${groupDigits(measured - 1)} more`;
  return `${first?.name ?? 'A path'}${others} ${measured === 1 ? 'matches' : 'match'} "${pattern}", which is forbidden.`;
}

function growthReason(judgement: Worded, name: string, subject: string): string {
  const { measured, unit, baseline, delta, limit, status, contributors } = judgement;
  if (baseline === null || delta === null || limit === null || measured === null)
    return `There is no baseline of ${subject} to hold its growth against.`;
  const from = measureText(baseline, unit);
  if (delta <= 0) return `${name} did not grow over the ${from} of the baseline.`;
  const percent = baseline === 0 ? '' : ` (${measureText(delta / baseline, 'ratio')})`;
  const grew = `${name} grew by ${measureText(delta, unit)}${percent} over the ${from} of the baseline`;
  const allowed = measureText(limit - baseline, unit);
  return status === 'fail'
    ? `${grew}; ${allowed} is allowed${culprit(contributors)}.`
    : `${grew}; ${allowed} is allowed.`;
}

function culprit(contributors: readonly Contributor[]): string {
  const [first] = contributors;
  return first === undefined || first.bytes === 0
    ? ''
    : `; most is ${first.name} (${sizeText(first.bytes, STYLE)})`;
}
