import type { Observation } from '../../core/finding.ts';
import type { RuleSet } from '../../ignore/rule-set.ts';
import type { CopySource } from '../needed/copy-sources.ts';
import type { CopyTally } from '../needed/copy-tally.ts';
import type { NeedPlan } from '../needed/plan-needs.ts';
import type { ContextPlace } from '../place.ts';
import type { IgnoreFileFact, RuleUse, SentTotals, Walk } from '../report.ts';
import type { DirectoryTotals } from '../survey/directory-totals.ts';
import type { Visited } from '../walk/entry.ts';
import type { GitView } from './git-view.ts';

/** What rules about a context may look at before the walk begins. */
export interface Scene {
  readonly place: ContextPlace;
  readonly walk: Walk;
  /** Rules of the lane that is shown. */
  readonly rules: RuleSet;
  readonly ignoreFile: IgnoreFileFact | null;
  /** Filled as the walk goes; sums are there when it is over. */
  readonly totals: DirectoryTotals;
  /** Null without a Dockerfile that works. */
  readonly needs: NeedPlan | null;
  readonly sources: readonly CopySource[];
  readonly copies: CopyTally | null;
  /** Bit of the lane that BuildKit transfers for the Dockerfile; 0: none. */
  readonly transferBit: number;
  /** Null outside of a repository. */
  readonly git: GitView | null;
}

/** One entry as rules see it; the same object for every entry of a walk, so nobody keeps it. */
export interface Seen {
  readonly entry: Visited;
  readonly isSent: boolean;
  /** Null outside of a repository, and for files that are not sent. */
  readonly isGitIgnored: boolean | null;
}

/** What is known when the walk is over. */
export interface WalkEnd {
  readonly sent: SentTotals;
  readonly uses: readonly RuleUse[];
}

/** One idea of what may be wrong with a context: looks on during the walk, then says what it saw. */
export interface RuleWatch {
  readonly visit?: (seen: Seen) => void;
  /** Only what is no plain file or directory: links, devices, what cannot be read, arrives empty or is lost to pruning. */
  readonly visitOdd?: (seen: Seen) => void;
  /** The walk goes into the directory visited last; `index` is its number in the totals. */
  readonly enter?: (directory: Visited, index: number) => void;
  readonly leave?: () => void;
  readonly observe: (end: WalkEnd) => readonly Observation[];
}
