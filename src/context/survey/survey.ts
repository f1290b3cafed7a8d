import { PlimsollError } from '../../core/errors.ts';
import type { Observation } from '../../core/finding.ts';
import type { Warning } from '../../core/report.ts';
import { type NamedContextSurvey, surveyNamedContexts } from '../needed/named-context.ts';
import { neededShares, neededTransfer } from '../needed/needed-lane.ts';
import type { SurveyOptions } from '../options.ts';
import { requireDirectory } from '../place.ts';
import { looksBelowSkipped } from '../plan/plan.ts';
import type { ReadAheadThread } from '../read-ahead/read-ahead.ts';
import type { ContextReport, InstructionUse, PresentIgnoreFile, Walk } from '../report.ts';
import { oversizedFiles } from '../rules/oversized.ts';
import { laneWireBytes } from '../transfer/lane-tally.ts';
import { createJudge } from '../walk/judge.ts';
import type { LaneName } from '../walk/lane.ts';
import { unreadable } from '../walk/unreadable.ts';
import { beginWalk, type OngoingWalk, type WalkReach } from '../walk/walk.ts';
import { walkAll } from '../walk/walk-all.ts';
import type { Onlookers } from './onlookers.ts';
import { rankings } from './rankings.ts';
import { ruleUses } from './rule-use.ts';
import { beginSurvey, type SurveyState, settleSurvey, surveySink, walkWarnings } from './survey-state.ts';

/** All that is found in a context, before its findings have words. */
export interface ContextSurvey
  extends Omit<ContextReport, 'kind' | 'schemaVersion' | 'generator' | 'findings'> {
  readonly observations: readonly Observation[];
}

/**
 * Walks the context in `root` once, as both builders do, and adds up what it sends.
 * Throws a `PlimsollError` where the builder that is shown would fail: `ignore-file`, `unreadable`, `not-found`, `usage`, `aborted`.
 */
export async function surveyContext(
  root: string,
  options: SurveyOptions = {},
  helper: ReadAheadThread | null = null,
): Promise<ContextSurvey> {
  try {
    return await surveyWith(helper, root, options);
  } finally {
    helper?.stop();
  }
}

async function surveyWith(
  helper: ReadAheadThread | null,
  root: string,
  options: SurveyOptions,
): Promise<ContextSurvey> {
  requireDirectory(root);
  const state = beginSurvey(root, options);
  const { place, shown, plan, needs, warnings } = state;
  const measureExcluded = looksBelowSkipped(plan, options.measureExcluded);
  const walk = begin(state, { measureExcluded, leaveOut: options.leaveOut });
  await walkAll(walk, { place, shown, measureExcluded }, helper, options);
  settleSurvey(state);
  const named = needs.plan ? surveyNamedContexts(needs.plan, options.buildContexts ?? {}) : [];
  warnings.push(...named.flatMap((context) => context.warnings));
  return reportOf(state, named, await surveyPresent(root, options));
}

function begin(state: SurveyState, reach: WalkReach): OngoingWalk {
  const { plan, place } = state;
  const sink = surveySink(state);
  try {
    return beginWalk(place.root, createJudge(plan.lanes, plan.shown, sink.fail), sink, reach);
  } catch (error) {
    throw unreadable(place.root, 'cannot be read', error);
  }
}

/** What the present ignore file sends, when another one is tried in its place. Null, too, when Docker cannot use the present one. */
async function surveyPresent(root: string, options: SurveyOptions): Promise<PresentIgnoreFile | null> {
  if (options.ignoreFile === undefined) return null;
  const { walk, dockerfile, target, buildArgs, buildContexts, threads, signal } = options;
  const build = { walk, dockerfile, target, buildArgs, buildContexts };
  try {
    const { ignoreFile, sent, transfer } = await surveyContext(root, { ...build, threads, signal, top: 1 });
    return { ignoreFile, sent, transfer };
  } catch (error) {
    if (error instanceof PlimsollError && error.code === 'ignore-file') return null;
    throw error;
  }
}

function reportOf(
  state: SurveyState,
  named: readonly NamedContextSurvey[],
  present: PresentIgnoreFile | null,
): ContextSurvey {
  const { plan, detail, onlookers, needs, failures, tallies } = state;
  const { files, directories, symlinks, others, bytes } = tallies[plan.shown]!;
  const sent = { files, directories, symlinks, others, bytes };
  const ranks = rankings(detail);
  const needed = neededTransfer(needs.plan, plan, tallies, failures);
  const uses = ruleUses(plan.lanes[plan.shown]!.rules, detail);
  const oversized = oversizedFiles(detail.oversized, detail.options.maxFile, plan.ignoreFile?.path ?? null);
  const observations = onlookers.observe({ sent, uses }, needed, oversized);
  return {
    root: state.place.root,
    walk: state.shown,
    ignoreFile: plan.ignoreFile,
    dockerfile: needs.fact,
    sent,
    excluded: { ...detail.excluded },
    transfer: {
      classicTarBytes: wireBytes(state, 'classic'),
      buildkitBytes: wireBytes(state, 'buildkit'),
      needed,
    },
    instructions: instructionsInOrder(onlookers, named),
    namedContexts: named.flatMap(({ use }) => use ?? []),
    ...ranks,
    neededTopLevel: neededShares(needed, plan, tallies, ranks.topLevel, detail.options.top),
    rules: uses,
    walkDifferences: state.comparison?.result() ?? null,
    present,
    entries: detail.entries,
    warnings: [...state.warnings, ...walkWarnings(state), ...[...failures].map(failureWarning)],
    suggestions: onlookers.suggest(observations),
    observations,
  };
}

/** Null for a builder that fails here. */
function wireBytes({ plan, tallies, failures }: SurveyState, builder: Walk): number | null {
  const lane = plan.lanes.findIndex(({ name }) => name === builder);
  return lane < 0 || failures.has(builder) ? null : laneWireBytes(tallies[lane]!);
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

function failureWarning([builder, error]: [LaneName, PlimsollError]): Warning {
  const name = builder === 'classic' ? 'The classic builder' : 'BuildKit';
  return { code: `${builder}-fails`, message: `${name} would fail here: ${error.message}` };
}
