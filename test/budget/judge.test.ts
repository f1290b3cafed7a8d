import { describe, expect, it } from 'vitest';
import type { BaselineEntry } from '../../src/budget/baseline.ts';
import { readBudget } from '../../src/budget/budget.ts';
import { type Judgement, judge } from '../../src/budget/judge.ts';
import type { ContextBudget, ImageBudget } from '../../src/config/config.ts';
import type { Change } from '../../src/core/verdict.ts';

type Written = ContextBudget & ImageBudget;

const entry = (measures: Readonly<Record<string, number>>): BaselineEntry => ({
  measures,
  base: 0,
  layers: [],
  paths: {},
  isComplete: true,
});
const judged = (
  written: Written,
  measured: number | null,
  before: Readonly<Record<string, number>> | null = null,
  changes: readonly Change[] = [],
): Judgement =>
  judge(
    readBudget(written, null),
    {
      measured,
      contributors: [
        { name: 'a', bytes: 60 },
        { name: 'b', bytes: 50 },
        { name: 'c', bytes: 40 },
      ],
    },
    { entry: before === null ? null : entry(before), changes },
  );

describe('a budget', () => {
  it.each<[Written, number | null, Judgement['status'], number | null]>([
    [{ total: 100 }, 99, 'pass', 1],
    [{ total: 100 }, 100, 'pass', 0],
    [{ total: 100 }, 101, 'fail', -1],
    [{ total: 0 }, 0, 'pass', 0],
    [{ total: 100 }, null, 'skipped', null],
    [{ total: 100, warnAt: 90 }, 89, 'pass', 11],
    [{ total: 100, warnAt: 90 }, 90, 'pass', 10],
    [{ total: 100, warnAt: 90 }, 91, 'warn', 9],
    [{ total: 100, warnAt: 90 }, 101, 'fail', -1],
    [{ total: 100, warnAt: 90 }, null, 'skipped', null],
    [{ efficiency: 0.5 }, 0.75, 'pass', 0.25],
    [{ efficiency: 0.5 }, 0.5, 'pass', 0],
    [{ efficiency: 0.5 }, 0.25, 'fail', -0.25],
    [{ efficiency: 0.5, warnAt: 0.75 }, 0.75, 'pass', 0.25],
    [{ efficiency: 0.5, warnAt: 0.75 }, 0.625, 'warn', 0.125],
    [{ path: 'x', forbidden: true }, 0, 'pass', 0],
    [{ path: 'x', forbidden: true }, 1, 'fail', -1],
  ])('%j of which %s is measured: %s, with headroom %s', (written, measured, status, headroom) => {
    expect(judged(written, measured)).toMatchObject({ status, headroom, measured });
    expect(Object.is(judged(written, measured).headroom, -0)).toBe(false);
  });

  it.each<[Written, string, string | null]>([
    [{ layers: 1 }, 'layers', null],
    [{ path: 'x', files: 1 }, 'path', 'files'],
    [{ growth: { percent: 1, of: 'wasted' } }, 'growth', 'wasted'],
  ])('%j is called %s, of %s', (written, budget, of) => {
    expect(judged(written, 1)).toMatchObject({ budget, of });
  });

  it.each<[Written, number, readonly string[]]>([
    [{ layer: 50 }, 60, ['a']],
    [{ file: 49 }, 60, ['a', 'b']],
    [{ file: 60 }, 60, ['a', 'b', 'c']],
    [{ total: 50 }, 150, ['a', 'b', 'c']],
    [{ path: 'x', total: 50 }, 150, ['a', 'b', 'c']],
  ])('%j of which %d is measured shows those that are to blame: %j', (written, measured, names) => {
    expect(judged(written, measured).contributors.map(({ name }) => name)).toEqual(names);
  });
});

describe('the largest layer', () => {
  it.each([
    [0, 0],
    [2, 2],
    [undefined, null],
  ])('that was found as %s is told as %s', (layer, told) => {
    const found = { measured: 1, contributors: [], layer };
    expect(judge(readBudget({ layer: 1 }, null), found, { entry: null, changes: [] }).layer).toBe(told);
  });
});

describe('growth', () => {
  it.each<[percent: number, atLeast: number, before: number, limit: number]>([
    [10, 0, 1000, 1100],
    [10, 0, 1009, 1109],
    [10, 100, 1000, 1100],
    [10, 101, 1000, 1101],
    [0, 0, 7, 7],
    // In binary fractions these are 76.99999999999999 and 122.99999999999999.
    [0.7, 0, 11_000, 11_077],
    [8.2, 0, 1500, 1623],
    [100, 0, 9, 18],
  ])('of %d %% and at least %d over %d may go up to %d', (percent, atLeast, before, limit) => {
    const budget = { growth: { percent, atLeast } };
    expect(judged(budget, limit, { total: before })).toMatchObject({
      limit,
      warnAt: null,
      headroom: 0,
      status: 'pass',
    });
    expect(judged(budget, limit + 1, { total: before })).toMatchObject({ headroom: -1, status: 'fail' });
  });

  it('of what the baseline does not know is skipped', () => {
    const skipped = { baseline: null, delta: null, limit: null, headroom: null, status: 'skipped' };
    const budget = { growth: { percent: 1 } };
    expect(judged(budget, 5)).toMatchObject(skipped);
    expect(judged(budget, 5, { files: 1 })).toMatchObject(skipped);
    expect(judged({ growth: { percent: 1 }, scope: 'own' }, 5, { total: 1 })).toMatchObject(skipped);
    expect(judged(budget, null, { total: 4 })).toMatchObject({ ...skipped, baseline: 4, limit: 4 });
  });

  const change = (name: string, before: number | null, after: number | null): Change => ({
    kind: 'layer',
    name,
    before,
    after,
    delta: (after ?? 0) - (before ?? 0),
  });
  const CHANGES = [
    change('grew', 1, 5),
    change('came', null, 0),
    change('shrank', 9, 8),
    change('went', 3, null),
  ];

  it.each<[Written, readonly unknown[]]>([
    [{ growth: { percent: 0 } }, [{ name: 'grew', bytes: 4 }]],
    [{ growth: { percent: 0, of: 'layers' } }, [{ name: 'came', bytes: 0 }]],
  ])('%j blames what grew, or what came', (written, blamed) => {
    const { contributors, changes } = judged(written, 9, { total: 8, layers: 8 }, CHANGES);
    expect(contributors).toEqual(blamed);
    expect(changes).toBe(CHANGES);
  });

  it.each<[string, number | null, Readonly<Record<string, number>> | null, number | null]>([
    ['nothing was known before', 8, null, null],
    ['nothing could be measured', null, { total: 8 }, null],
    ['nothing changed in sum', 8, { total: 8 }, 0],
  ])('and changes are not told where %s', (_where, measured, before, delta) => {
    expect(judged({ total: 9 }, measured, before, CHANGES)).toMatchObject({ delta, changes: [] });
  });
});
