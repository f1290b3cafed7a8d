import { PlimsollError } from '../../core/errors.ts';
import { baseName } from '../../core/posix-path.ts';
import { matchEntry } from '../../ignore/matcher.ts';
import { type Decision, enterScope, NO_MATCH, type RuleScope, rootScope } from '../../ignore/rule-scope.ts';
import type { RuleSet } from '../../ignore/rule-set.ts';
import { matchesPathOrParents } from '../../ignore/whole-path.ts';
import type { Lane } from './lane.ts';
import type { EntryType } from './mode.ts';

/** All lanes of a walk, with the rule sets that they share. */
export interface Judge {
  readonly lanes: readonly Lane[];
  readonly sets: readonly RuleSet[];
  /** By lane: index of its rules, and of what it includes (-1: everything), in `sets`. */
  readonly rulesOf: readonly number[];
  readonly includeOf: readonly number[];
  /** Index in `sets` of the rules of the lane that is shown. */
  readonly shownSet: number;
  readonly shownBit: number;
  /** Bit n: lane n sends the excluded parents of what it sends, as BuildKit does. */
  readonly parentBits: number;
  /** Bit n: lane n has not failed. */
  live: number;
  /** By rule set: decisions on the entry judged last, each as fresh as its stamp. */
  readonly decisions: Decision[];
  readonly stamps: number[];
  stamp: number;
  readonly onFailure: (lane: number, error: PlimsollError) => void;
}

/** What the lanes make of one entry. */
export interface Judgement {
  /** Bit n: lane n sends it. */
  readonly sent: number;
  /** Bit n: lane n announces the file, then does not find it. */
  readonly empty: number;
  /** Bit n: lane n looks into the directory. */
  readonly entered: number;
  /** Index of the deciding rule in the lane that is shown. */
  readonly decidedBy: number;
}

/** Prepares to judge; equal rule sets are matched once for all lanes. */
export function createJudge(lanes: readonly Lane[], shown: number, onFailure: Judge['onFailure']): Judge {
  const sets = [
    ...new Set(lanes.flatMap((lane) => (lane.include === null ? [lane.rules] : [lane.rules, lane.include]))),
  ];
  return {
    lanes,
    sets,
    rulesOf: lanes.map((lane) => sets.indexOf(lane.rules)),
    includeOf: lanes.map((lane) => (lane.include === null ? -1 : sets.indexOf(lane.include))),
    shownSet: sets.indexOf(lanes[shown]!.rules),
    shownBit: 1 << shown,
    parentBits: lanes.reduce((bits, lane, index) => (lane.sendsParents ? bits | (1 << index) : bits), 0),
    live: (1 << lanes.length) - 1,
    decisions: sets.map(() => NO_MATCH),
    stamps: sets.map(() => 0),
    stamp: 0,
    onFailure,
  };
}

/** By rule set: the rules as they stand in the context root. */
export function rootScopes(judge: Judge): readonly RuleScope[] {
  return judge.sets.map(rootScope);
}

/** By rule set: the rules as they stand in the directory judged last. */
export function enterScopes(
  judge: Judge,
  parents: readonly RuleScope[],
  directory: string,
): readonly RuleScope[] {
  return parents.map((parent, set) => enterScope(parent, directory, judge.decisions[set]!));
}

/** Goes into a directory without a walk: the rules inside, and the lanes that look into it, as bits. */
export function descend(
  judge: Judge,
  lanes: number,
  parents: readonly RuleScope[],
  directory: string,
): { readonly scopes: readonly RuleScope[]; readonly lanes: number } {
  const { entered } = judgeEntry(
    judge,
    lanes & judge.live,
    parents,
    directory,
    baseName(directory),
    'directory',
  );
  return { scopes: enterScopes(judge, parents, directory), lanes: entered };
}

/** Judges one entry for the lanes given as bits. A lane whose rules fail on it is reported and judges no more. */
export function judgeEntry(
  judge: Judge,
  lanes: number,
  scopes: readonly RuleScope[],
  path: string,
  name: string,
  type: EntryType,
): Judgement {
  judge.stamp++;
  let sent = 0;
  let entered = 0;
  for (let lane = 0; lane < judge.lanes.length; lane++) {
    const bit = 1 << lane;
    if ((lanes & bit) === 0) continue;
    const outcome = judgeLane(judge, lane, scopes, path, name, type === 'directory');
    if (outcome === SKIPPED) continue;
    entered |= bit;
    if (outcome === SENT) sent |= bit;
  }
  const isFresh = judge.stamps[judge.shownSet] === judge.stamp;
  const empty = type === 'file' && (sent & judge.parentBits) !== 0 ? emptyArrivals(judge, sent, path) : 0;
  return { sent, empty, entered, decidedBy: isFresh ? judge.decisions[judge.shownSet]!.decidedBy : -1 };
}

/** Whether the rules of the shown lane would let a path through that lies below a skipped directory, and by which rule: -1 for none, null for no. */
export function judgeLost(
  judge: Judge,
  scopes: readonly RuleScope[],
  path: string,
  name: string,
): number | null {
  const set = judge.shownSet;
  try {
    judge.decisions[set] = matchEntry(scopes[set]!, path, name);
  } catch {
    judge.decisions[set] = scopes[set]!.decision;
  }
  const { excluded, decidedBy } = judge.decisions[set]!;
  return excluded ? null : decidedBy;
}

const SKIPPED = 0;
const HELD_BACK = 1;
const SENT = 2;

function judgeLane(
  judge: Judge,
  lane: number,
  scopes: readonly RuleScope[],
  path: string,
  name: string,
  isDirectory: boolean,
): number {
  const { skipsExcluded, skipsUnasked } = judge.lanes[lane]!;
  const include = judge.includeOf[lane]!;
  try {
    const isAsked = include < 0 || isMatched(judge, include, scopes, path, name);
    if (!isAsked && isDirectory && skipsUnasked(path)) return SKIPPED;
    const isExcluded = isMatched(judge, judge.rulesOf[lane]!, scopes, path, name);
    if (isExcluded && isDirectory && skipsExcluded(path)) return SKIPPED;
    return isAsked && !isExcluded ? SENT : HELD_BACK;
  } catch (error) {
    if (!(error instanceof PlimsollError)) throw error;
    judge.live &= ~(1 << lane);
    judge.onFailure(lane, error);
    return SKIPPED;
  }
}

function isMatched(
  judge: Judge,
  set: number,
  scopes: readonly RuleScope[],
  path: string,
  name: string,
): boolean {
  if (judge.stamps[set] !== judge.stamp) {
    judge.decisions[set] = matchEntry(scopes[set]!, path, name);
    judge.stamps[set] = judge.stamp;
  }
  return judge.decisions[set]!.excluded;
}

/** The opener can refuse only what an exception let through. */
function emptyArrivals(judge: Judge, sent: number, path: string): number {
  let empty = 0;
  for (let lane = 0; lane < judge.lanes.length; lane++) {
    const bit = 1 << lane;
    if ((sent & judge.parentBits & bit) === 0) continue;
    const set = judge.rulesOf[lane]!;
    if (judge.decisions[set]!.matched.length > 0 && isRefusedOnOpening(judge.sets[set]!, path)) empty |= bit;
    const include = judge.lanes[lane]!.include;
    if (include?.hasExceptions && !isRefusedOnOpening(include, path)) empty |= bit;
  }
  return empty;
}

/** Whether BuildKit's opener, which asks the rules by another method than its walk, does not find a file that the walk has announced. */
export function isRefusedOnOpening(set: RuleSet, path: string): boolean {
  try {
    return matchesPathOrParents(set, path);
  } catch {
    return true;
  }
}
