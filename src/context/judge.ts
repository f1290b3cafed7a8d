import { PlimsollError } from '../core/errors.ts';
import { matchEntry, ROOT_VERDICT, type Verdict } from '../ignore/matcher.ts';
import { matchesPathOrParents, type RuleSet } from '../ignore/rule-set.ts';
import type { EntryType } from './entry.ts';
import type { Lane } from './lane.ts';

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
  /** By rule set: verdicts on the entry judged last. */
  readonly verdicts: Verdict[];
  readonly rootVerdicts: readonly Verdict[];
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
    verdicts: sets.map(() => ROOT_VERDICT),
    rootVerdicts: sets.map(() => ROOT_VERDICT),
    onFailure,
  };
}

/** Judges one entry for the lanes given as bits. A lane whose rules fail on it is reported and judges no more. */
export function judgeEntry(
  judge: Judge,
  lanes: number,
  parents: readonly Verdict[],
  path: string,
  type: EntryType,
): Judgement {
  const fresh = new Array<boolean>(judge.sets.length).fill(false);
  let sent = 0;
  let entered = 0;
  for (let lane = 0; lane < judge.lanes.length; lane++) {
    const bit = 1 << lane;
    if ((lanes & bit) === 0) continue;
    const outcome = judgeLane(judge, lane, fresh, parents, path, type === 'directory');
    if (outcome === 'skipped') continue;
    entered |= bit;
    if (outcome === 'sent') sent |= bit;
  }
  const shown = judge.verdicts[judge.shownSet]!;
  const empty = type === 'file' ? emptyArrivals(judge, sent, path) : 0;
  return { sent, empty, entered, decidedBy: fresh[judge.shownSet] ? shown.decidedBy : -1 };
}

/** Whether the rules of the shown lane would let a path through that lies below a skipped directory. */
export function judgeLost(judge: Judge, parents: readonly Verdict[], path: string): boolean {
  const set = judge.shownSet;
  try {
    judge.verdicts[set] = matchEntry(judge.sets[set]!, path, parents[set]!);
  } catch {
    judge.verdicts[set] = parents[set]!;
  }
  return !judge.verdicts[set]!.excluded;
}

type Outcome = 'sent' | 'held back' | 'skipped';

function judgeLane(
  judge: Judge,
  lane: number,
  fresh: boolean[],
  parents: readonly Verdict[],
  path: string,
  isDirectory: boolean,
): Outcome {
  const { skipsExcluded, skipsUnasked } = judge.lanes[lane]!;
  const ask = (set: number): boolean => {
    if (!fresh[set]) judge.verdicts[set] = matchEntry(judge.sets[set]!, path, parents[set]!);
    fresh[set] = true;
    return judge.verdicts[set]!.excluded;
  };
  try {
    const include = judge.includeOf[lane]!;
    const isAsked = include < 0 || ask(include);
    if (!isAsked && isDirectory && skipsUnasked(path)) return 'skipped';
    const isExcluded = ask(judge.rulesOf[lane]!);
    if (isExcluded && isDirectory && skipsExcluded(path)) return 'skipped';
    return isAsked && !isExcluded ? 'sent' : 'held back';
  } catch (error) {
    if (!(error instanceof PlimsollError)) throw error;
    judge.live &= ~(1 << lane);
    judge.onFailure(lane, error);
    return 'skipped';
  }
}

/** BuildKit's opener asks the rules by another method than its walk; it can refuse only what an exception let through. */
function emptyArrivals(judge: Judge, sent: number, path: string): number {
  let empty = 0;
  for (let lane = 0; lane < judge.lanes.length; lane++) {
    const bit = 1 << lane;
    if ((sent & judge.parentBits & bit) === 0) continue;
    const set = judge.rulesOf[lane]!;
    if (judge.verdicts[set]!.matched.length > 0 && isRefused(judge.sets[set]!, path)) empty |= bit;
    const include = judge.lanes[lane]!.include;
    if (include?.hasExceptions && !isRefused(include, path)) empty |= bit;
  }
  return empty;
}

function isRefused(set: RuleSet, path: string): boolean {
  try {
    return matchesPathOrParents(set, path);
  } catch {
    return true;
  }
}
