import { showStrayBytes } from '../../core/byte-text.ts';
import { countText } from '../../core/count-text.ts';
import type { PlimsollError } from '../../core/errors.ts';
import type { Warning } from '../../core/report.ts';
import { withNeededLane } from '../needed/needed-lane.ts';
import { type NeedPlanning, planNeeds } from '../needed/plan-needs.ts';
import { DEFAULT_MAX_FILE, DEFAULT_TOP, type SurveyOptions } from '../options.ts';
import { type ContextPlace, placeOf, shownBuilder } from '../place.ts';
import { type LanePlan, planLanes } from '../plan/plan.ts';
import type { Walk } from '../report.ts';
import { addSent, createLaneTally, type LaneTally, settleShared } from '../transfer/lane-tally.ts';
import { readIdentity } from '../walk/disk.ts';
import type { Visited } from '../walk/entry.ts';
import type { LaneName } from '../walk/lane.ts';
import type { WalkSink } from '../walk/walk.ts';
import { addAnnounced, addDetail, createDetail, type Detail, settleBodies } from './detail.ts';
import { enterTotals, leaveTotals, sumUp } from './directory-totals.ts';
import { createOnlookers, type Onlookers } from './onlookers.ts';
import { visitSent } from './visit-sent.ts';
import { compareWalks, type WalkComparison } from './walk-difference.ts';

/** All that a survey adds up while it walks. */
export interface SurveyState {
  readonly place: ContextPlace;
  readonly shown: Walk;
  readonly plan: LanePlan;
  readonly needs: NeedPlanning;
  /** By lane. */
  readonly tallies: readonly LaneTally[];
  readonly detail: Detail;
  readonly onlookers: Onlookers;
  readonly comparison: WalkComparison | null;
  readonly onSent: ((entry: Visited) => void) | undefined;
  readonly failures: Map<LaneName, PlimsollError>;
  readonly warnings: Warning[];
  readonly unread: Mentions;
  readonly vanished: Mentions;
}

/** Reads the build files and gets everything in place. Throws where the builder that is shown cannot read its rules. */
export function beginSurvey(root: string, options: SurveyOptions): SurveyState {
  const shown = shownBuilder(options);
  const place = placeOf(root, options);
  const needs = planNeeds(place, options);
  const plan = withNeededLane(planLanes(place, shown), needs.plan);
  const detail = createDetail({
    shownBit: 1 << plan.shown,
    ruleLines: plan.lanes[plan.shown]!.rules.rules.map((rule) => rule.line),
    measureExcluded: options.measureExcluded ?? false,
    list: options.list ?? false,
    top: options.top ?? DEFAULT_TOP,
    maxFile: options.maxFile ?? DEFAULT_MAX_FILE,
  });
  const { globalGitIgnore = null, suggest = false } = options;
  const onlookers = createOnlookers({ place, walk: shown, plan, needs, detail, globalGitIgnore, suggest });
  return {
    place,
    shown,
    plan,
    needs,
    tallies: plan.lanes.map(({ name }, n) =>
      createLaneTally(name === 'classic' ? 'tar' : 'packets', 1 << n, name === 'needed'),
    ),
    detail,
    onlookers,
    comparison: options.walk === 'both' ? compareWalks(plan) : null,
    onSent: options.onSent && visitSent(options.onSent, 1 << plan.shown),
    failures: new Map(plan.failures),
    warnings: [...needs.warnings, ...onlookers.warnings],
    unread: { first: '', count: 0 },
    vanished: { first: '', count: 0 },
  };
}

/** Paths of which only the first is named. */
interface Mentions {
  first: string;
  count: number;
}

function mention(mentions: Mentions, path: string): void {
  if (mentions.count++ === 0) mentions.first = showStrayBytes(path);
}

/** What happened on the way, in a sentence each however many paths it is about. */
export function walkWarnings({ unread, vanished }: SurveyState): readonly Warning[] {
  const others = ({ count }: Mentions): string =>
    count === 1 ? '' : ` and ${countText(count - 1, 'other path')}`;
  return [
    ...(unread.count === 0
      ? []
      : [{ code: 'unreadable', message: `${unread.first}${others(unread)} cannot be read.` }]),
    ...(vanished.count === 0
      ? []
      : [{ code: 'vanished', message: `${vanished.first}${others(vanished)} went away during the walk.` }]),
  ];
}

/** What the walk tells goes to everyone who adds up. */
export function surveySink(state: SurveyState): WalkSink {
  const { tallies, detail, onlookers, comparison } = state;
  const addTo = (entry: Visited, lanes: number): void => {
    for (const tally of tallies) if ((lanes & tally.bit) !== 0) addSent(tally, entry);
  };
  return {
    visit: (entry) => {
      addTo(entry, entry.sent);
      comparison?.visit(entry);
      addDetail(detail, entry);
      state.onSent?.(entry);
      const isGitIgnored = onlookers.visit(entry);
      if (detail.newest !== null) detail.newest.gitIgnored = isGitIgnored;
    },
    announce: (directory, lanes) => {
      addTo(directory, lanes);
      comparison?.announce(directory, lanes);
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
    fail: (lane, error) => failLane(state, lane, error),
    refuse: (path) => mention(state.unread, path),
    vanish: (path) => mention(state.vanished, path),
  };
}

/** Settles which name of a file with several counts: the first in walk order. To be called once, when the walk is over. */
export function settleSurvey({ tallies, detail }: SurveyState): void {
  const identities = new Map<Visited, string>();
  const identityOf = (entry: Visited): string => {
    const known = identities.get(entry) ?? readIdentity(entry.disk);
    identities.set(entry, known);
    return known;
  };
  for (const tally of tallies) settleShared(tally, identityOf);
  settleBodies(detail, identityOf);
  sumUp(detail.totals);
}

/** The classic client's tar writer stops at a rule that fails, and says nothing; anything else stops the build. */
function failLane(
  { plan, shown, failures, warnings }: SurveyState,
  lane: number,
  error: PlimsollError,
): void {
  const { name } = plan.lanes[lane]!;
  if (name === 'classic' && error.code === 'ignore-file') {
    const message = `The classic builder's tar ends early, without a word: ${error.message}`;
    warnings.push({ code: 'classic-cut-short', message });
  } else if (name === shown) throw error;
  else failures.set(name, error);
}
