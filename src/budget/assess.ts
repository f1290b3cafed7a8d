import { isCounted } from '../config/measures.ts';
import { whereText } from '../config/origin.ts';
import type { Warning } from '../core/report.ts';
import type { BaselineEntry, BaselineLayer } from './baseline.ts';
import { type Budget, type GrowthBudget, measureKey, type PlainBudget, type PlainMeasure } from './budget.ts';
import { changesSince } from './changes.ts';
import { type Comparison, type Judgement, judge } from './judge.ts';
import type { Measurement } from './measure.ts';
import { onceByKey } from './once.ts';
import type { PathTallies } from './path-tally.ts';

/** One context or image that budgets can be held against. */
export interface Assessable {
  readonly kind: 'context' | 'image';
  readonly name: string;
  readonly measure: (budget: PlainBudget) => Measurement;
  /** The path budgets, measured. */
  readonly tallies: PathTallies;
  /** The number of layers that are not own. */
  readonly base: number;
  readonly layers: readonly BaselineLayer[];
  /** The largest files and directories (with a slash at the end), for baselines. */
  readonly paths: ReadonlyMap<string, number>;
  readonly hasAllPaths: boolean;
}

/** What came of it. */
export interface Assessment {
  readonly judgements: readonly Judgement[];
  /** What a baseline would remember of the subject; it may look through the tree once more. */
  readonly remember: () => BaselineEntry;
  readonly warnings: readonly Warning[];
}

const MEASURES: Readonly<Record<Assessable['kind'], readonly PlainMeasure[]>> = {
  context: ['total', 'transfer', 'files', 'file'],
  image: ['total', 'compressed', 'layer', 'layers', 'wasted', 'efficiency', 'files', 'file'],
};

/**
 * Holds a subject to its budgets, in their order. `against` is what the baseline knows of it, or `itself` for a baseline that is being written.
 * `top` is the length of contributor lists, 0 for all.
 */
export function assess(
  subject: Assessable,
  budgets: readonly Budget[],
  against: BaselineEntry | 'itself' | null,
  top: number,
): Assessment {
  // Each budget is measured once, though verdict and baseline both ask.
  const measure = onceByKey((budget: Budget) => measureBudget(subject, budget));
  const remember = (): BaselineEntry => recordEntry(subject, budgets, measure);
  const before = against === 'itself' ? remember() : against;
  const { base, layers } = subject;
  const compare = changesSince(before, { base, layers, ...rememberedPaths(subject) });
  const judgements = budgets.map((budget): Judgement => {
    const comparison: Comparison = { entry: before, changes: compare(budget) };
    return cutLists(judge(budget, measure(budget), comparison), top);
  });
  return {
    judgements,
    remember,
    warnings: [...warningsAbout(subject, budgets), ...unknownBefore(subject, budgets, before)],
  };
}

function measureBudget(subject: Assessable, budget: Budget): Measurement {
  switch (budget.kind) {
    case 'plain':
      return subject.measure(budget);
    case 'growth':
      return subject.measure(totalOf(budget));
    case 'path': {
      const { bytes, paths, largest } = subject.tallies.of(budget);
      return { measured: budget.of === 'total' ? bytes : paths, contributors: largest };
    }
  }
}

/** The plain measure that a growth budget watches. */
function totalOf({ of, unit, scope }: GrowthBudget): PlainBudget {
  return { kind: 'plain', measure: of, unit, scope, limit: 0, warnAt: null, origin: null };
}

function recordEntry(
  subject: Assessable,
  budgets: readonly Budget[],
  measure: (budget: Budget) => Measurement,
): BaselineEntry {
  const scopes = subject.base > 0 ? (['all', 'own'] as const) : (['all'] as const);
  const plain = scopes.flatMap((scope) =>
    MEASURES[subject.kind].map((name): PlainBudget => {
      const unit = name === 'efficiency' ? 'ratio' : isCounted(name) ? 'count' : 'bytes';
      return { kind: 'plain', measure: name, unit, scope, limit: 0, warnAt: null, origin: null };
    }),
  );
  const measures: Record<string, number> = {};
  for (const budget of [...plain, ...budgets]) {
    const { measured } = measure(budget);
    if (measured !== null) measures[measureKey(budget)] = measured;
  }
  const layers = subject.layers.map(({ diffId, instruction, fileBytes, blobBytes, wastedBytes }) => ({
    diffId,
    instruction,
    fileBytes,
    blobBytes,
    wastedBytes,
  }));
  return { measures, base: subject.base, layers, ...rememberedPaths(subject) };
}

function rememberedPaths({ paths, hasAllPaths }: Assessable): Pick<BaselineEntry, 'paths' | 'isComplete'> {
  return { paths: Object.fromEntries(paths), isComplete: hasAllPaths };
}

function warningsAbout({ kind, name, tallies }: Assessable, budgets: readonly Budget[]): readonly Warning[] {
  return budgets.flatMap((budget) => {
    if (budget.kind !== 'path' || budget.of === 'forbidden' || tallies.of(budget).paths > 0) return [];
    const message = `The pattern "${budget.pattern}" matches nothing in the ${kind} ${name}${whereText(budget.origin)}.`;
    return [{ code: 'budget-matches-nothing', message }];
  });
}

/** Growth that cannot be judged though the baseline knows the subject: it was written without this measure. */
function unknownBefore(
  { kind, name }: Assessable,
  budgets: readonly Budget[],
  before: BaselineEntry | null,
): readonly Warning[] {
  if (before === null) return [];
  const unknown = budgets.filter(
    (budget) => budget.kind === 'growth' && !Object.hasOwn(before.measures, measureKey(budget)),
  );
  return [...new Set(unknown.map(measureKey))].map((measure) => ({
    code: 'no-baseline',
    message: `The baseline of the ${kind} ${name} does not know its ${measure}, so that growth is not judged; write it anew with plimsoll check --update-baseline.`,
  }));
}

function cutLists(judgement: Judgement, top: number): Judgement {
  if (top === 0) return judgement;
  const { contributors, changes } = judgement;
  return { ...judgement, contributors: contributors.slice(0, top), changes: changes.slice(0, top) };
}
