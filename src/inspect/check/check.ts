import { availableParallelism } from 'node:os';
import { dirname, resolve } from 'node:path';
import { type Baseline, renderBaseline } from '../../budget/baseline.ts';
import { findingPolicy } from '../../budget/finding-policy.ts';
import type { CheckReport } from '../../budget/report.ts';
import type { Config } from '../../config/config.ts';
import type { ConfigInForce } from '../../config/in-force.ts';
import { loadConfig, placeConfig } from '../../config/load.ts';
import { parseByteSize } from '../../core/bytes.ts';
import { repositoryRoot } from '../../files/repository.ts';
import type { LayerShelf } from '../../image/layers/layer-shelf.ts';
import { REMEMBERED, TOP } from '../list-lengths.ts';
import { baselineFile, entryOf, mergeBaseline, readAgainst, readBaseline } from './baseline.ts';
import { checkReport } from './join-outcomes.ts';
import type { CheckOptions } from './options.ts';
import { mapPool } from './pool.ts';
import { ofKind, shardOf } from './selection.ts';
import {
  checkSubject,
  type PreparedSubject,
  prepareSubject,
  type RuleLimits,
  type SubjectCheck,
  type SubjectOutcome,
} from './subject.ts';
import { baselineWarnings, ruleWarnings } from './warnings.ts';

/** What a check found, and the baseline it would write. */
export interface CheckResult {
  readonly report: CheckReport;
  /** Where the baseline belongs, and its text; null unless it was asked for, and when something could not be read. */
  readonly baseline: { readonly file: string; readonly text: string } | null;
}

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
  const wanted = ofKind(all, options.only);
  const subjects = shardOf(wanted, options.shard);
  const home = inForce.file === null ? directory : dirname(inForce.file);
  const root = repositoryRoot(home) ?? resolve('.');
  const file = baselineFile(inForce, directory);
  const before = updates ? null : await baselineFor(file, options, wanted);
  const limits = ruleLimits(inForce);
  const outcomes = await checkAll(subjects, options, { before, updates, root, limits });
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
  run: Pick<SubjectCheck, 'root' | 'limits'> & {
    readonly before: Baseline | null;
    readonly updates: boolean;
  },
): Promise<readonly SubjectOutcome[]> {
  const { signal, cache, requireBaseline = false, withReports = false } = options;
  const top = options.top ?? TOP;
  const remembers = run.before !== null || run.updates;
  const reportTop = remembers && top > 0 ? Math.max(top, REMEMBERED) : top;
  const shelf = await shelfFor(subjects);
  let done = 0;
  return mapPool(subjects, availableParallelism(), async (subject) => {
    const { root, limits } = run;
    const against = run.updates ? ('itself' as const) : entryOf(run.before, subject);
    const check = {
      against,
      top,
      reportTop,
      withReport: withReports,
      requireBaseline,
      limits,
      root,
      shelf,
      cache,
      signal,
    };
    const outcome = await checkSubject(subject, check);
    options.onProgress?.({ phase: 'checking', done: ++done, total: subjects.length, unit: 'entries' });
    return outcome;
  });
}

/** Limits of rules begin where the configuration says, below or above what is built in. */
function ruleLimits({ rules }: ConfigInForce): RuleLimits {
  const limitOf = (rule: string): number | undefined => {
    const limit = rules.get(rule)?.value.limit;
    return limit === undefined ? undefined : parseByteSize(limit);
  };
  return {
    sentFile: limitOf('context/oversized-file'),
    imageFile: limitOf('image/oversized-file'),
    layer: limitOf('image/oversized-layer'),
  };
}

/** Several images may have layers in common. */
async function shelfFor(subjects: readonly PreparedSubject[]): Promise<LayerShelf | undefined> {
  if (subjects.filter(({ target }) => target.kind === 'image').length < 2) return undefined;
  const { LayerShelf } = await import('../../image/layers/layer-shelf.ts');
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
