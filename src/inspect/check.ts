import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { type Baseline, renderBaseline } from '../budget/baseline.ts';
import type { CheckReport } from '../budget/report.ts';
import { findingPolicy } from '../budget/settle.ts';
import type { Config } from '../config/config.ts';
import { repositoryRoot } from '../config/discover.ts';
import type { ConfigInForce } from '../config/in-force.ts';
import { loadConfig, placeConfig } from '../config/load.ts';
import { PlimsollError } from '../core/errors.ts';
import { nearestText } from '../core/nearest.ts';
import type { Warning } from '../core/report.ts';
import type { LayerShelf } from '../image/layer-shelf.ts';
import { ruleIds } from '../report/wording.ts';
import { baselineFile, entryOf, readAgainst, readBaseline } from './check-baseline.ts';
import type { CheckOptions, Shard } from './check-options.ts';
import { checkReport } from './check-report.ts';
import { checkSubject, type PreparedSubject, prepareSubject, type SubjectOutcome } from './check-subject.ts';
import { mapPool } from './pool.ts';

/** What a check found, and the baseline it would write. */
export interface CheckResult {
  readonly report: CheckReport;
  /** Where the baseline belongs, and its text; null unless it was asked for, and when something could not be read. */
  readonly baseline: { readonly file: string; readonly text: string } | null;
}

const TOP = 100;
/** Paths that a baseline remembers. */
const REMEMBERED = 200;

/**
 * Every budget of a configuration (a file, or a value), over its contexts and images, side by side within the cores.
 * Throws `config` for a configuration that is wrong. What cannot be read is a failing verdict with its `error`, and the others go on.
 */
export async function checkBudgets(
  config: Config | string,
  options: CheckOptions = {},
): Promise<CheckReport> {
  const { report } = await runCheck(config, options, false);
  return report;
}

/** The same, and when `updates` the baseline of what is measured; growth is then held against itself. */
export async function runCheck(
  config: Config | string,
  options: CheckOptions,
  updates: boolean,
): Promise<CheckResult> {
  const directory = options.directory ?? '.';
  const inForce = await (typeof config === 'string' ? loadConfig(config) : placeConfig(config, directory));
  const policy = findingPolicy(inForce, options.today ?? null);
  const all = [...inForce.contexts, ...inForce.images].map(prepareSubject);
  const wanted =
    options.only === undefined ? all : all.filter(({ target }) => `${target.kind}s` === options.only);
  const subjects = shardOf(wanted, options.shard);
  const home = inForce.file === null ? directory : dirname(inForce.file);
  const root = repositoryRoot(home) ?? resolve('.');
  const file = baselineFile(inForce, directory);
  const before = updates ? null : await baselineFor(file, options, wanted);
  const outcomes = await checkAll(subjects, options, { before, updates, root });
  const report = checkReport({
    config: inForce,
    policy,
    failOn: options.failOn ?? inForce.failOn?.value ?? 'error',
    subjects,
    outcomes,
    isWhole: subjects.length === all.length,
    root,
    warnings: [...ruleWarnings(inForce), ...baselineWarnings(inForce, wanted, before, updates)],
  });
  if (!updates || report.failures.length > 0) return { report, baseline: null };
  const kept = subjects.length === all.length ? null : readBaseline(file);
  return { report, baseline: { file, text: renderBaseline(mergeBaseline(kept, subjects, outcomes)) } };
}

async function checkAll(
  subjects: readonly PreparedSubject[],
  options: CheckOptions,
  run: { readonly before: Baseline | null; readonly updates: boolean; readonly root: string },
): Promise<readonly SubjectOutcome[]> {
  const { signal, requireBaseline = false, withReports = false } = options;
  const top = options.top ?? TOP;
  const remembers = run.before !== null || run.updates;
  const reportTop = remembers && top > 0 ? Math.max(top, REMEMBERED) : top;
  const shelf = await shelfFor(subjects);
  let done = 0;
  return mapPool(subjects, availableParallelism(), async (subject) => {
    const { root } = run;
    const against = run.updates ? ('itself' as const) : entryOf(run.before, subject);
    const check = { against, top, reportTop, withReport: withReports, requireBaseline, root, shelf, signal };
    const outcome = await checkSubject(subject, check);
    options.onProgress?.({ phase: 'checking', done: ++done, total: subjects.length, unit: 'entries' });
    return outcome;
  });
}

/** Several images may have layers in common. */
async function shelfFor(subjects: readonly PreparedSubject[]): Promise<LayerShelf | undefined> {
  if (subjects.filter(({ target }) => target.kind === 'image').length < 2) return undefined;
  const { LayerShelf } = await import('../image/layer-shelf.ts');
  return new LayerShelf();
}

async function baselineFor(
  file: string,
  { against, signal, top = TOP }: CheckOptions,
  subjects: readonly PreparedSubject[],
): Promise<Baseline | null> {
  if (against === undefined) return readBaseline(file);
  return readAgainst(against, subjects, top === 0 ? 0 : Math.max(top, REMEMBERED), signal);
}

function baselineWarnings(
  config: ConfigInForce,
  subjects: readonly PreparedSubject[],
  before: Baseline | null,
  updates: boolean,
): readonly Warning[] {
  if (updates) return [];
  const without = subjects.filter(
    (subject) => subject.budgets.some(({ kind }) => kind === 'growth') && entryOf(before, subject) === null,
  );
  const names = without.map(({ target }) => target.name).join(', ');
  if (before === null && (config.baseline !== null || without.length > 0)) {
    const message = `There is no baseline yet${names === '' ? '' : `, so the growth of ${names} is not judged`}; write it with plimsoll check --update-baseline.`;
    return [{ code: 'no-baseline', message }];
  }
  if (without.length === 0) return [];
  return [
    { code: 'no-baseline', message: `The baseline does not know ${names}, so growth is not judged there.` },
  ];
}

/** Each machine takes every n-th subject, so that neighbours in the list, which are often alike, are spread. */
function shardOf(subjects: readonly PreparedSubject[], shard: Shard | undefined): readonly PreparedSubject[] {
  if (shard === undefined) return subjects;
  const { index, count } = shard;
  if (!Number.isInteger(index) || !Number.isInteger(count) || index < 1 || index > count) {
    throw new PlimsollError('usage', `There is no shard ${index} of ${count}.`, {
      hint: 'Count shards from 1, as in 1/4.',
    });
  }
  return subjects.filter((_, at) => at % count === index - 1);
}

/** A rule may be of a newer version of plimsoll, so this is no error. */
function ruleWarnings({ rules, suppressions }: ConfigInForce): readonly Warning[] {
  const known = ruleIds();
  const named = [
    ...[...rules].map(([id, { origin }]) => ({ id, origin })),
    ...suppressions.map(({ value, origin }) => ({ id: value.rule, origin })),
  ];
  return named
    .filter(({ id }) => !known.includes(id))
    .map(({ id, origin }) => {
      const near = nearestText(id, known);
      const where = origin === null ? '' : `${origin.file}:${origin.line}: `;
      const advice = near === null ? '' : `; did you mean "${near}"?`;
      return {
        code: 'unknown-rule',
        message: `${where}"${id}" is the id of no rule${advice === '' ? '.' : advice}`,
      };
    });
}

/** What is measured over what is kept from other shards. */
function mergeBaseline(
  kept: Baseline | null,
  subjects: readonly PreparedSubject[],
  outcomes: readonly SubjectOutcome[],
): Baseline {
  const contexts = new Map(Object.entries(kept?.contexts ?? {}));
  const images = new Map(Object.entries(kept?.images ?? {}));
  for (const [index, { target }] of subjects.entries()) {
    const { entry } = outcomes[index]!;
    if (entry !== null) (target.kind === 'context' ? contexts : images).set(target.name, entry);
  }
  return { contexts: Object.fromEntries(contexts), images: Object.fromEntries(images) };
}
