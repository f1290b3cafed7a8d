import type { ContextBudget, GrowthLimit, ImageBudget, PathRange, Scope } from '../config/config.ts';
import { parseShare } from '../config/limits.ts';
import { isCounted } from '../config/measures.ts';
import { configError, type Origin } from '../config/origin.ts';
import { parseByteSize } from '../core/bytes.ts';
import { compileCover } from './path-cover.ts';

/** What the measured number is a number of. */
type Unit = 'bytes' | 'count' | 'ratio';

/** Measures that are one number of a report. */
export type PlainMeasure =
  | 'total'
  | 'transfer'
  | 'compressed'
  | 'layer'
  | 'layers'
  | 'wasted'
  | 'efficiency'
  | 'files'
  | 'file';

/** What every budget has. */
interface BudgetBase {
  readonly scope: Scope;
  readonly origin: Origin | null;
}

/** A limit on one number of a report. */
export interface PlainBudget extends BudgetBase {
  readonly kind: 'plain';
  readonly measure: PlainMeasure;
  readonly unit: Unit;
  readonly limit: number;
  readonly warnAt: number | null;
}

/** A limit on what a pattern covers; `forbidden` counts paths and allows none. */
export interface PathBudget extends BudgetBase {
  readonly kind: 'path';
  readonly pattern: string;
  readonly of: 'total' | 'files' | 'forbidden';
  readonly range: PathRange;
  readonly unit: 'bytes' | 'count';
  readonly limit: number;
  readonly warnAt: number | null;
}

/** A limit on how much a total grows over its baseline; both `percent` and `atLeast` must be passed to fail. */
export interface GrowthBudget extends BudgetBase {
  readonly kind: 'growth';
  readonly of: NonNullable<GrowthLimit['of']>;
  readonly unit: Unit;
  readonly percent: number;
  readonly atLeast: number;
}

/** One budget in numbers. */
export type Budget = PlainBudget | PathBudget | GrowthBudget;

/**
 * A budget as numbers, from its validated definition.
 * Throws a `config` error for a pattern that Docker refuses, and for a warning that could never come before the failure.
 */
export function readBudget(written: ContextBudget | ImageBudget, origin: Origin | null): Budget {
  const image: ImageBudget = written;
  const base: BudgetBase = { scope: image.scope ?? 'all', origin };
  if (written.growth !== undefined) return { ...base, kind: 'growth', ...growthNumbers(written.growth) };
  const budget: Budget =
    written.path === undefined
      ? { ...base, kind: 'plain', ...plainNumbers(written as ContextBudget & ImageBudget) }
      : { ...base, kind: 'path', pattern: written.path, range: image.in ?? 'final', ...pathNumbers(written) };
  if (budget.kind === 'path') compileCover(budget.pattern, origin);
  const isLate = isAtLeast(budget)
    ? (budget.warnAt ?? 1) < budget.limit
    : (budget.warnAt ?? 0) > budget.limit;
  if (isLate)
    throw configError(origin, `warnAt ${written.warnAt} lies beyond the limit, so it would never warn`);
  return budget;
}

/** True for an efficiency, whose limit is the least and not the most. */
export function isAtLeast(budget: Budget): boolean {
  return budget.kind === 'plain' && budget.measure === 'efficiency';
}

/** What a baseline calls the number that a budget measures; a growth budget has that of its total. */
export function measureKey(budget: Budget): string {
  const scope = budget.scope === 'own' ? ' (own)' : '';
  switch (budget.kind) {
    case 'plain':
      return `${isShare(budget) ? 'wasted share' : budget.measure}${scope}`;
    case 'growth':
      return `${budget.of}${scope}`;
    case 'path': {
      const range = budget.range === 'final' ? '' : ' in any layer';
      const what = budget.of === 'total' ? 'bytes' : 'paths';
      return `${what} of ${budget.pattern}${range}${scope}`;
    }
  }
}

/** True for `wasted: 5%`: measured as a share of the file bytes. */
function isShare(budget: PlainBudget): boolean {
  return budget.measure === 'wasted' && budget.unit === 'ratio';
}

function plainNumbers(
  written: ContextBudget & ImageBudget,
): Pick<PlainBudget, 'measure' | 'unit' | 'limit' | 'warnAt'> {
  const { efficiency, wasted, warnAt } = written;
  if (efficiency !== undefined) {
    const warn = warnAt === undefined ? null : (parseShare(warnAt) ?? Number(warnAt));
    return { measure: 'efficiency', unit: 'ratio', limit: efficiency, warnAt: warn };
  }
  const share = parseShare(wasted ?? 0);
  if (share !== null) {
    const warn = typeof warnAt === 'number' ? warnAt : warnLimit(warnAt, share);
    return { measure: 'wasted', unit: 'ratio', limit: share, warnAt: warn };
  }
  for (const measure of [
    'total',
    'transfer',
    'compressed',
    'layer',
    'layers',
    'wasted',
    'files',
    'file',
  ] as const) {
    const value = written[measure];
    if (value === undefined) continue;
    const limit = parseByteSize(value);
    const unit = isCounted(measure) ? 'count' : 'bytes';
    return { measure, unit, limit, warnAt: warnLimit(warnAt, limit) };
  }
  throw new TypeError('a budget without a measure passed its schema');
}

function pathNumbers(
  written: ContextBudget | ImageBudget,
): Pick<PathBudget, 'of' | 'unit' | 'limit' | 'warnAt'> {
  if (written.forbidden) return { of: 'forbidden', unit: 'count', limit: 0, warnAt: null };
  const isTotal = written.total !== undefined;
  const limit = parseByteSize(isTotal ? written.total : (written.files ?? 0));
  const warnAt = warnLimit(written.warnAt, limit);
  return { of: isTotal ? 'total' : 'files', unit: isTotal ? 'bytes' : 'count', limit, warnAt };
}

/** `90%` of the limit, or a value in its own unit. */
function warnLimit(warnAt: string | number | undefined, limit: number): number | null {
  if (warnAt === undefined) return null;
  const share = parseShare(warnAt);
  return share === null ? parseByteSize(warnAt) : decimal(limit * share);
}

/** A product as it is in decimal: 15 digits undo what binary fractions add, so that exactly 10 % is not a little less. */
export function decimal(product: number): number {
  return Number(product.toPrecision(15));
}

function growthNumbers(growth: GrowthLimit): Pick<GrowthBudget, 'of' | 'unit' | 'percent' | 'atLeast'> {
  const of = growth.of ?? 'total';
  return {
    of,
    unit: isCounted(of) ? 'count' : 'bytes',
    percent: growth.percent,
    atLeast: growth.atLeast === undefined ? 0 : parseByteSize(growth.atLeast),
  };
}
