import { SHARE_PATTERN } from '../limits.ts';
import { MEASURES } from '../measures.ts';

const PATH_MEASURES: readonly string[] = ['total', 'files', 'forbidden'];

/** What is wrong with a budget whose keys and values are each right; null when nothing is. */
export function complaintAboutBudget(budget: Readonly<Record<string, unknown>>): string | null {
  const given = MEASURES.filter((measure) => measure in budget);
  const [measure] = given;
  const has = (key: string): boolean => key in budget;
  if (measure === undefined) {
    return has('path')
      ? 'limits nothing: a path budget needs total, files or forbidden'
      : 'limits nothing: a budget needs a measure such as total';
  }
  if (given.length > 1)
    return `has several measures (${given.join(', ')}): write one budget for each of them`;
  if (has('path') && !PATH_MEASURES.includes(measure)) return `has a path, which ${measure} does not know`;
  if (measure === 'forbidden' && !has('path')) return 'forbids nothing: forbidden needs a path';
  if (has('in') && !has('path')) return 'has "in", which needs a path';
  if (has('warnAt') && ['forbidden', 'growth'].includes(measure))
    return `has warnAt, which ${measure} does not know`;
  return complaintAboutWarning(measure, budget[measure], budget['warnAt']);
}

/** A ratio warns at a ratio, everything else at a share of its limit or at a value in its own unit. */
function complaintAboutWarning(measure: string, limit: unknown, warnAt: unknown): string | null {
  if (warnAt === undefined || (typeof warnAt === 'string' && SHARE_PATTERN.test(warnAt))) return null;
  const isRatio = measure === 'efficiency' || (typeof limit === 'string' && SHARE_PATTERN.test(limit));
  const fits = isRatio ? typeof warnAt === 'number' && warnAt <= 1 : !(Number(warnAt) % 1 > 0);
  if (fits) return null;
  return `has the warnAt "${warnAt}", which is ${isRatio ? 'no ratio' : 'no value in its unit'}: write a share such as 90%`;
}

/** What is wrong with a base; null when nothing is. */
export function complaintAboutBase(base: object): string | null {
  return 'layers' in base === 'archive' in base ? 'is no base: it has either layers or archive' : null;
}

/** True for a pattern that a budget can have: one that does not re-include. */
export function isBudgetPattern(pattern: string): boolean {
  return !pattern.trimStart().startsWith('!');
}

/** True for a day of the calendar, `2027-01-31`. */
export function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
