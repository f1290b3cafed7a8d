import type { Change, Contributor, Verdict } from '../core/verdict.ts';
import type { BaselineEntry } from './baseline.ts';
import { type Budget, decimal, type GrowthBudget, isAtLeast, measureKey } from './budget.ts';
import type { Measurement } from './measure.ts';

/** Measures that hold each one, not their sum, to the limit. */
const ONE_BY_ONE: readonly string[] = ['layer', 'file'];

/** A verdict before it has words. */
export type Judgement = Omit<Verdict, 'reason' | 'subject' | 'source'> & {
  readonly definition: Budget;
  readonly layer: number | null;
};

/** What a budget is held against. */
export interface Comparison {
  /** Null: there is no baseline, or it does not know this subject. */
  readonly entry: BaselineEntry | null;
  /** What changed since then. */
  readonly changes: readonly Change[];
}

/** Holds a measurement to its budget. Limits are inclusive: equal passes. */
export function judge(definition: Budget, found: Measurement, comparison: Comparison): Judgement {
  const { measured } = found;
  const baseline = baselineValue(definition, comparison.entry);
  const delta = measured === null || baseline === null ? null : measured - baseline;
  const limit = definition.kind === 'growth' ? growthLimit(definition, baseline) : definition.limit;
  const warnAt = definition.kind === 'growth' ? null : definition.warnAt;
  const sign = isAtLeast(definition) ? -1 : 1;
  const leftUpTo = (bound: number | null): number | null =>
    measured === null || bound === null ? null : sign * (bound - measured) || 0;
  const headroom = leftUpTo(limit);
  const changes = delta === null || delta === 0 ? [] : comparison.changes;
  return {
    definition,
    budget: nameOf(definition),
    layer: found.layer ?? null,
    scope: definition.scope,
    of: definition.kind === 'plain' ? null : definition.of,
    measured,
    unit: definition.unit,
    limit,
    warnAt,
    headroom,
    baseline,
    delta,
    status: statusOf(headroom, leftUpTo(warnAt)),
    contributors: contributorsOf(definition, found, changes),
    changes,
    error: null,
  };
}

function statusOf(headroom: number | null, beforeWarning: number | null): Judgement['status'] {
  if (headroom === null) return 'skipped';
  if (headroom < 0) return 'fail';
  return (beforeWarning ?? 0) < 0 ? 'warn' : 'pass';
}

/** `path` for every path budget, else the word of the configuration. */
function nameOf(definition: Budget): string {
  return definition.kind === 'plain' ? definition.measure : definition.kind;
}

function baselineValue(definition: Budget, entry: BaselineEntry | null): number | null {
  const key = measureKey(definition);
  return entry !== null && Object.hasOwn(entry.measures, key) ? entry.measures[key]! : null;
}

/** The largest total that does not pass both the percent and the floor. */
function growthLimit({ percent, atLeast }: GrowthBudget, baseline: number | null): number | null {
  if (baseline === null) return null;
  return baseline + Math.max(Math.floor(decimal((baseline * percent) / 100)), atLeast);
}

/** Who is to blame: what grew, what is each over the limit, or else everything that counts. */
function contributorsOf(
  definition: Budget,
  { measured, contributors }: Measurement,
  changes: readonly Change[],
): readonly Contributor[] {
  if (definition.kind === 'growth') {
    const isCause = ({ before, delta }: Change): boolean =>
      definition.of === 'layers' ? before === null : delta > 0;
    return changes.filter(isCause).map(({ name, delta }) => ({ name, bytes: delta }));
  }
  const isOfOne = definition.kind === 'plain' && ONE_BY_ONE.includes(definition.measure);
  if (!isOfOne || (measured ?? 0) <= definition.limit) return contributors;
  return contributors.filter(({ bytes }) => bytes > definition.limit);
}
