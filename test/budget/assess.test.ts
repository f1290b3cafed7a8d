import { describe, expect, it } from 'vitest';
import { type Assessable, assess } from '../../src/budget/assess.ts';
import type { BaselineEntry, BaselineLayer } from '../../src/budget/baseline.ts';
import { type Budget, type PlainBudget, readBudget } from '../../src/budget/budget.ts';
import { changesSince } from '../../src/budget/changes.ts';
import { beginTallies } from '../../src/budget/path-tally.ts';
import type { ContextBudget, ImageBudget } from '../../src/config/config.ts';

const AT = { file: 'plimsoll.yaml', line: 4, column: 3 };
const layer = (instruction: string, bytes: number): BaselineLayer => ({
  diffId: `sha256:${instruction}`,
  instruction,
  fileBytes: bytes,
  blobBytes: bytes / 2,
  wastedBytes: bytes / 4,
});

/** A subject whose every plain measure is the number of its letters, and of which nothing but `seen` is covered by path budgets. */
function subjectWith(budgets: readonly Budget[], more: Partial<Assessable> = {}) {
  const asked: PlainBudget[] = [];
  const tallies = beginTallies(
    budgets.filter((budget) => budget.kind === 'path'),
    0,
    0,
  );
  for (const name of ['seen/a', 'seen/b']) tallies.final?.visit(name, 'file', 5, null, -1);
  const subject: Assessable = {
    kind: 'image',
    name: 'app',
    measure: (budget) => {
      asked.push(budget);
      const contributors = ['x', 'y', 'z'].map((name) => ({ name, bytes: 1 }));
      return { measured: budget.measure.length, contributors };
    },
    tallies,
    base: 1,
    layers: [layer('ADD', 8), layer('RUN', 4)],
    paths: new Map([['seen/a', 5]]),
    hasAllPaths: false,
    ...more,
  };
  return { subject, asked };
}

const read = (...written: readonly (ContextBudget & ImageBudget)[]): readonly Budget[] =>
  written.map((one) => readBudget(one, AT));
const NOTHING: BaselineEntry = { measures: {}, base: 0, layers: [], paths: {}, isComplete: true };

describe('an assessment', () => {
  it('judges its budgets in their order, each measured once', () => {
    const budgets = read(
      { total: 4 },
      { path: 'seen/*', total: 9 },
      { path: 'seen/*', files: 2 },
      { growth: { percent: 0, of: 'wasted' }, scope: 'own' },
    );
    const { subject, asked } = subjectWith(budgets);
    const { judgements } = assess(subject, budgets, NOTHING, 0);
    expect(judgements.map(({ budget, measured, status }) => [budget, measured, status])).toEqual([
      ['total', 5, 'fail'],
      ['path', 10, 'fail'],
      ['path', 2, 'pass'],
      ['growth', 6, 'skipped'],
    ]);
    expect(asked.map(({ kind, measure, unit, scope }) => [kind, measure, unit, scope])).toEqual([
      ['plain', 'total', 'bytes', 'all'],
      ['plain', 'wasted', 'bytes', 'own'],
    ]);
  });

  it('names as many as asked for, and all for 0', () => {
    const budgets = read({ total: 4 });
    const before = { ...NOTHING, measures: { total: 1 } };
    const counts = [0, 1, 2, 9].map((top) => {
      const [judgement] = assess(subjectWith(budgets).subject, budgets, before, top).judgements;
      return [judgement!.contributors.length, judgement!.changes.length];
    });
    expect(counts).toEqual([
      [3, 2],
      [1, 1],
      [2, 2],
      [3, 2],
    ]);
  });

  it('is remembered as every plain measure, every budget, every layer and the largest paths', () => {
    const budgets = read({ path: 'seen/*', total: 9 }, { wasted: '5%' });
    const { subject } = subjectWith(budgets);
    const { measures, ...rest } = assess(subject, budgets, null, 0).remember();
    const plain = ['total', 'compressed', 'layer', 'layers', 'wasted', 'efficiency', 'files', 'file'];
    const both = plain.flatMap((name) => [
      [name, name.length],
      [`${name} (own)`, name.length],
    ]);
    expect(measures).toEqual({ ...Object.fromEntries(both), 'bytes of seen/*': 10, 'wasted share': 6 });
    expect(rest).toEqual({
      base: 1,
      layers: subject.layers,
      paths: { 'seen/a': 5 },
      isComplete: false,
    });
  });

  it('remembers of a context what a context has, and of own layers nothing where there is no base', () => {
    const context = subjectWith([], { kind: 'context', base: 0, layers: [], hasAllPaths: true });
    const entry = assess(context.subject, [], null, 0).remember();
    expect(entry.measures).toEqual({ total: 5, transfer: 8, files: 5, file: 4 });
    expect([entry.layers, entry.isComplete]).toEqual([[], true]);
    const { measures } = assess(subjectWith([], { base: 0 }).subject, [], null, 0).remember();
    expect(Object.keys(measures)).not.toContain('total (own)');
    expect(Object.keys(measures)).toHaveLength(8);
  });

  it('asks for shares, counts and bytes as what they are', () => {
    const { subject, asked } = subjectWith([], { base: 0 });
    assess(subject, [], null, 0).remember();
    expect(asked.map(({ measure, unit }) => `${measure} ${unit}`)).toEqual([
      'total bytes',
      'compressed bytes',
      'layer bytes',
      'layers count',
      'wasted bytes',
      'efficiency ratio',
      'files count',
      'file bytes',
    ]);
  });

  it('remembers nothing that could not be measured', () => {
    const { subject } = subjectWith([], { measure: () => ({ measured: null, contributors: [] }) });
    expect(assess(subject, [], null, 0).remember().measures).toEqual({});
  });

  it('against itself has grown by nothing', () => {
    const budgets = read({ growth: { percent: 0 } }, { path: 'seen/**', total: 99 });
    const { judgements } = assess(subjectWith(budgets).subject, budgets, 'itself', 0);
    expect(judgements.map(({ delta, status }) => [delta, status])).toEqual([
      [0, 'pass'],
      [0, 'pass'],
    ]);
  });

  it('tells of a change what the budget is about', () => {
    const budgets = read(
      ...[{ total: 99 }, { compressed: 99 }, { wasted: 99 }, { efficiency: 0 }, { layers: 99 }],
      ...[{ total: 99, scope: 'own' as const }, { files: 99 }, { file: 99 }, { path: 'seen', total: 99 }],
      { growth: { percent: 0, of: 'files' as const } },
    );
    const measures = Object.fromEntries(
      ['total', 'compressed', 'wasted', 'efficiency', 'layers', 'total (own)', 'files', 'file'].map(
        (name) => [name, 0],
      ),
    );
    const before: BaselineEntry = {
      measures: { ...measures, 'bytes of seen': 0 },
      base: 1,
      layers: [layer('ADD', 16)],
      paths: { 'seen/': 1, other: 3 },
      isComplete: true,
    };
    const { subject } = subjectWith(budgets, { hasAllPaths: true });
    const { judgements } = assess(subject, budgets, before, 0);
    const changed = judgements.map(({ changes }) => changes.map(({ name, delta }) => `${name} ${delta}`));
    const files = ['layer 1: RUN 4'];
    expect(changed).toEqual([
      ['layer 0: ADD -8', ...files],
      ['layer 0: ADD -4', 'layer 1: RUN 2'],
      ['layer 0: ADD -2', 'layer 1: RUN 1'],
      ['layer 0: ADD -2', 'layer 1: RUN 1'],
      ['layer 0: ADD -8', ...files],
      files,
      ['seen/a 5', 'other -3', 'seen/ -1'],
      ['seen/a 5', 'other -3', 'seen/ -1'],
      ['seen/a 5', 'seen/ -1'],
      ['seen/a 5', 'other -3', 'seen/ -1'],
    ]);
  });

  it('tells of no change where nothing was known before', () => {
    const now = { base: 0, layers: [layer('ADD', 1)], paths: { a: 1 }, isComplete: true };
    const changes = changesSince(null, now);
    expect(read({ total: 1 }, { files: 1 }, { path: 'a', total: 1 }).flatMap(changes)).toEqual([]);
  });

  it('tells of a context which paths changed, whatever is measured', () => {
    const budgets = read({ total: 99 }, { transfer: 99 });
    const { subject } = subjectWith(budgets, { kind: 'context', base: 0, layers: [] });
    const before = { ...NOTHING, measures: { total: 1, transfer: 1 } };
    const { judgements } = assess(subject, budgets, before, 0);
    expect(judgements.map(({ changes }) => changes.map(({ name }) => name))).toEqual([
      ['seen/a'],
      ['seen/a'],
    ]);
  });
});

describe('what an assessment warns of', () => {
  const warned = (budgets: readonly Budget[], against: BaselineEntry | null = null) =>
    assess(subjectWith(budgets).subject, budgets, against, 0).warnings;

  it('is a pattern that covers nothing, with its place, unless it forbids', () => {
    const written = [
      { path: 'gone', total: 1 },
      { path: 'gone', forbidden: true as const },
      { path: 'seen', total: 99 },
      { total: 9 },
    ];
    expect(warned(read(...written))).toEqual([
      {
        code: 'budget-matches-nothing',
        message: 'The pattern "gone" matches nothing in the image app (plimsoll.yaml:4).',
      },
    ]);
    expect(warned([readBudget(written[0]!, null)])[0]?.message).toBe(
      'The pattern "gone" matches nothing in the image app.',
    );
  });

  it('is growth of what the baseline does not know, once for each measure', () => {
    const budgets = read(
      { growth: { percent: 1 } },
      { growth: { percent: 2 } },
      { growth: { percent: 2, of: 'files' } },
      { growth: { percent: 2, of: 'layers' } },
      { compressed: 99 },
    );
    expect(warned(budgets, { ...NOTHING, measures: { files: 1 } })).toEqual(
      ['total', 'layers'].map((measure) => ({
        code: 'no-baseline',
        message: `The baseline of the image app does not know its ${measure}, so that growth is not judged; write it anew with plimsoll check --update-baseline.`,
      })),
    );
    expect(warned(budgets)).toEqual([]);
  });
});
