import { showStrayBytes } from '../core/byte-text.ts';
import { PlimsollError } from '../core/errors.ts';
import type { Observation } from '../core/finding.ts';
import type { Warning } from '../core/report.ts';
import { addAnnounced, addDetail, createDetail, type Detail, settleShared } from './detail.ts';
import { enterTotals, leaveTotals, sumUp } from './directory-totals.ts';
import { readIdentity } from './disk.ts';
import type { Visited } from './entry.ts';
import { createJudge, type Judge } from './judge.ts';
import { isCutTooShort, type LaneName } from './lane.ts';
import { addSent, addShared, createLaneTally, type LaneTally, laneWireBytes } from './lane-tally.ts';
import { type NamedContextSurvey, surveyNamedContexts } from './needed/named-context.ts';
import { neededTransfer, withNeededLane } from './needed/needed-lane.ts';
import { type NeedPlanning, planNeeds } from './needed/plan-needs.ts';
import { createOnlookers, type Onlookers } from './onlookers.ts';
import type { SurveyOptions } from './options.ts';
import { requireDirectory } from './place.ts';
import { type LanePlan, planLanes } from './plan.ts';
import { rankings } from './rankings.ts';
import { startReadAhead } from './read-ahead.ts';
import type { ReadAheadTask } from './read-part.ts';
import type { Walk as Builder, ContextReport, InstructionUse } from './report.ts';
import { ruleUses } from './rule-use.ts';
import { oversizedFiles } from './rules/oversized.ts';
import { unreadable } from './unreadable.ts';
import { visitSent } from './visit-sent.ts';
import { beginWalk, stepWalk, type Walk, type WalkSink } from './walk.ts';

/** All that is found in a context, before its findings have words. */
export interface ContextSurvey
  extends Omit<ContextReport, 'kind' | 'schemaVersion' | 'generator' | 'findings'> {
  readonly observations: readonly Observation[];
}

const DEFAULT_TOP = 100;
const DEFAULT_MAX_FILE = 10_000_000;
/** Entries between two looks at the signal. */
const SLICE = 8192;
/** Entries after which a second thread is worth its start. */
const LARGE = 8192;

/**
 * Walks the context in `root` once, as both builders do, and adds up what it sends.
 * Throws a `PlimsollError` where the builder that is shown would fail: `ignore-file`, `unreadable`, `not-found`, `usage`, `aborted`.
 */
export async function surveyContext(root: string, options: SurveyOptions = {}): Promise<ContextSurvey> {
  requireDirectory(root);
  const shown = options.walk ?? 'buildkit';
  const place = { root, dockerfile: options.dockerfile ?? null, ignoreFile: options.ignoreFile ?? null };
  const needs = planNeeds(root, { ...options, dockerfile: place.dockerfile });
  const plan = withNeededLane(planLanes(place, shown), needs.plan);
  const tallies = plan.lanes.map((lane, n) =>
    createLaneTally(lane.name === 'classic' ? 'tar' : 'packets', 1 << n),
  );
  const detail = createDetail({
    shownBit: 1 << plan.shown,
    ruleLines: plan.lanes[plan.shown]!.rules.rules.map((rule) => rule.line),
    measureExcluded: options.measureExcluded ?? false,
    list: options.list ?? false,
    top: options.top ?? DEFAULT_TOP,
    maxFile: options.maxFile ?? DEFAULT_MAX_FILE,
  });
  const onlookers = createOnlookers({
    place,
    walk: shown,
    plan,
    needs,
    detail,
    globalGitIgnore: options.globalGitIgnore ?? null,
    suggest: options.suggest ?? false,
  });
  const warnings: Warning[] = [...needs.warnings, ...onlookers.warnings];
  const failures = new Map(plan.failures);
  const onSent = options.onSent && visitSent(options.onSent, 1 << plan.shown);
  const sink = createSink(plan, shown, tallies, detail, onlookers, failures, warnings, onSent);
  const judge = createJudge(plan.lanes, plan.shown, sink.fail);
  // What BuildKit loses by cutting an exception too short is in directories that nobody looks into.
  const losesFiles = plan.lanes[plan.shown]!.rules.rules.some(
    (rule) => rule.isException && isCutTooShort(rule.pattern),
  );
  const measureExcluded = losesFiles || (options.measureExcluded ?? false);
  await walkAll(begin(root, judge, sink, measureExcluded), { place, shown, measureExcluded }, options);
  settle(tallies, detail);
  const named = needs.plan ? surveyNamedContexts(needs.plan, options.buildContexts ?? {}) : [];
  warnings.push(...named.flatMap((context) => context.warnings));
  return reportOf(root, shown, plan, needs, named, tallies, detail, onlookers, failures, warnings);
}

function begin(root: string, judge: Judge, sink: WalkSink, measureExcluded: boolean): Walk {
  try {
    return beginWalk(root, judge, sink, measureExcluded);
  } catch (error) {
    throw unreadable(root, 'cannot be read', error);
  }
}

/** Walks to the end; a second thread helps with a context that turns out to be large. */
async function walkAll(
  walk: Walk,
  task: Omit<ReadAheadTask, 'frames' | 'stop'>,
  options: SurveyOptions,
): Promise<void> {
  const { signal, onProgress, threads } = options;
  let helper: ReturnType<typeof startReadAhead> | null = null;
  try {
    for (let done = 0, isOver = false; !isOver; done += SLICE) {
      if (signal?.aborted)
        throw new PlimsollError('aborted', 'The walk was stopped.', { cause: signal.reason });
      if (helper === null && threads !== 1 && (done >= LARGE || threads === 2)) {
        helper = startReadAhead({ ...task, frames: walk.frames.map(({ path, next }) => ({ path, next })) });
        walk.ahead = helper;
      }
      for (let step = 0; step < SLICE && !isOver; step++) isOver = !stepWalk(walk);
      onProgress?.({ phase: 'walking', done, total: null, unit: 'entries' });
      if (!isOver) await new Promise(setImmediate);
    }
  } finally {
    helper?.stop();
  }
}

function createSink(
  plan: LanePlan,
  shown: Builder,
  tallies: readonly LaneTally[],
  detail: Detail,
  onlookers: Onlookers,
  failures: Map<LaneName, PlimsollError>,
  warnings: Warning[],
  onSent: ((entry: Visited) => void) | undefined,
): WalkSink {
  const addTo = (entry: Visited, lanes: number): void => {
    for (const tally of tallies) if ((lanes & tally.bit) !== 0) addSent(tally, entry);
  };
  return {
    visit: (entry) => {
      addTo(entry, entry.sent);
      addDetail(detail, entry);
      onSent?.(entry);
      const isGitIgnored = onlookers.visit(entry);
      if (detail.newest !== null) detail.newest.gitIgnored = isGitIgnored;
    },
    announce: (directory, lanes) => {
      addTo(directory, lanes);
      if ((lanes & detail.options.shownBit) === 0) return;
      addAnnounced(detail, directory);
      onlookers.announce(directory);
    },
    enter: (directory) => {
      enterTotals(detail.totals, showStrayBytes(directory.path));
      onlookers.enter(directory);
    },
    leave: () => {
      leaveTotals(detail.totals);
      onlookers.leave();
    },
    fail: (lane, error) => {
      const { name } = plan.lanes[lane]!;
      if (name === 'classic' && error.code === 'ignore-file') warnings.push(cutShort(error));
      else if (name === shown) throw error;
      else failures.set(name, error);
    },
    refuse: (path) =>
      warnings.push({ code: 'unreadable', message: `${showStrayBytes(path)} cannot be read.` }),
    vanish: (path) =>
      warnings.push({ code: 'vanished', message: `${showStrayBytes(path)} went away during the walk.` }),
  };
}

/** Files with several names: the first in walk order counts. */
function settle(tallies: readonly LaneTally[], detail: Detail): void {
  const identities = new Map<Visited, string>();
  const identityOf = (entry: Visited): string => {
    const known = identities.get(entry) ?? readIdentity(entry.disk);
    identities.set(entry, known);
    return known;
  };
  for (const tally of tallies) {
    const first = new Map<string, string>();
    for (const shared of tally.shared) {
      const identity = identityOf(shared.entry);
      addShared(tally, shared, first.get(identity) ?? null);
      if (!first.has(identity)) first.set(identity, shared.entry.path);
    }
  }
  settleShared(detail, identityOf);
  sumUp(detail.totals);
}

function reportOf(
  root: string,
  shown: Builder,
  plan: LanePlan,
  needs: NeedPlanning,
  named: readonly NamedContextSurvey[],
  tallies: readonly LaneTally[],
  detail: Detail,
  onlookers: Onlookers,
  failures: ReadonlyMap<LaneName, PlimsollError>,
  warnings: readonly Warning[],
): ContextSurvey {
  const tally = tallies[plan.shown]!;
  const { files, directories, symlinks, others, bytes } = tally;
  const sent = { files, directories, symlinks, others, bytes };
  const wireBytes = (builder: Builder): number | null => {
    const lane = plan.lanes.findIndex(({ name }) => name === builder);
    return lane < 0 || failures.has(builder) ? null : laneWireBytes(tallies[lane]!);
  };
  const needed = neededTransfer(needs.plan, plan, tallies, failures);
  const uses = ruleUses(plan.lanes[plan.shown]!.rules, detail);
  const oversized = oversizedFiles(detail.oversized, detail.options.maxFile, plan.ignoreFile?.path ?? null);
  const observations = onlookers.observe({ sent, uses }, needed, oversized);
  return {
    root,
    walk: shown,
    ignoreFile: plan.ignoreFile,
    dockerfile: needs.fact,
    sent,
    excluded: { ...detail.excluded },
    transfer: {
      classicTarBytes: wireBytes('classic'),
      buildkitBytes: wireBytes('buildkit'),
      needed,
    },
    instructions: instructionsInOrder(onlookers, named),
    namedContexts: named.flatMap(({ use }) => use ?? []),
    ...rankings(detail),
    rules: uses,
    entries: detail.entries,
    warnings: [...warnings, ...[...failures].map(([builder, error]) => failureWarning(builder, error))],
    suggestions: onlookers.suggest(observations),
    observations,
  };
}

function instructionsInOrder(
  onlookers: Onlookers,
  named: readonly NamedContextSurvey[],
): readonly InstructionUse[] | null {
  const own = onlookers.instructions();
  return (
    own && [...own, ...named.flatMap(({ instructions }) => instructions)].sort((a, b) => a.line - b.line)
  );
}

/** The classic client's tar writer stops at a rule that fails, and says nothing. */
function cutShort(error: PlimsollError): Warning {
  return {
    code: 'classic-cut-short',
    message: `The classic builder's tar ends early, without a word: ${error.message}`,
  };
}

function failureWarning(builder: LaneName, error: PlimsollError): Warning {
  const name = builder === 'classic' ? 'The classic builder' : 'BuildKit';
  return { code: `${builder}-fails`, message: `${name} would fail here: ${error.message}` };
}
