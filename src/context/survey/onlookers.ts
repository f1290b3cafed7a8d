import type { Observation } from '../../core/finding.ts';
import type { Warning } from '../../core/report.ts';
import { findCopySources } from '../needed/copy-sources.ts';
import {
  countAnnounced,
  countCopied,
  createCopyTally,
  enterCopied,
  instructionUses,
  leaveCopied,
} from '../needed/copy-tally.ts';
import { linkReader } from '../needed/links.ts';
import { transferBit } from '../needed/needed-lane.ts';
import { type NeedPlanning, takingInstructions } from '../needed/plan-needs.ts';
import type { ContextPlace } from '../place.ts';
import type { LanePlan } from '../plan/plan.ts';
import type { InstructionUse, Suggestion, Walk } from '../report.ts';
import { openGitView } from '../rules/git-view.ts';
import { type RuleWatches, watchContext } from '../rules/observe.ts';
import type { Scene } from '../rules/watch.ts';
import { createSentTree } from '../suggest/sent-tree.ts';
import { suggestLines } from '../suggest/suggest.ts';
import type { Visited } from '../walk/entry.ts';
import type { Detail } from './detail.ts';

/** Those who look on while a context is walked: the instructions of its Dockerfile, and the rules that make findings. */
export interface Onlookers {
  /** Whether git ignores the entry, null where nobody asked. */
  readonly visit: (entry: Visited) => boolean | null;
  /** A directory that was held back is sent after all. */
  readonly announce: (directory: Visited) => void;
  readonly enter: (directory: Visited) => void;
  readonly leave: () => void;
  /** What the rules saw; `already`: what is known beside. */
  readonly observe: RuleWatches['observe'];
  /** What each instruction takes from the build context; null without a Dockerfile that works. */
  readonly instructions: () => readonly InstructionUse[] | null;
  /** Lines for the ignore file; null unless asked for. */
  readonly suggest: (observations: readonly Observation[]) => readonly Suggestion[] | null;
  readonly warnings: readonly Warning[];
}

/** What the onlookers depend on. */
export interface OnlookerSettings {
  readonly place: ContextPlace;
  readonly walk: Walk;
  readonly plan: LanePlan;
  readonly needs: NeedPlanning;
  readonly detail: Detail;
  readonly globalGitIgnore: string | null;
  readonly suggest: boolean;
}

/** Gets everybody in place before the walk begins. */
export function createOnlookers(settings: OnlookerSettings): Onlookers {
  const { place, walk, plan, needs, detail } = settings;
  const { shownBit, maxFile } = detail.options;
  const takers = needs.plan === null ? [] : takingInstructions(needs.plan, null);
  const sources =
    needs.plan === null ? [] : findCopySources(linkReader(place.root), takers, needs.plan.fact.path);
  const copies = needs.plan === null ? null : createCopyTally(sources, takers.length);
  const git = openGitView(place.root, settings.globalGitIgnore);
  const scene: Scene = {
    place,
    walk,
    rules: plan.lanes[plan.shown]!.rules,
    ignoreFile: plan.ignoreFile,
    totals: detail.totals,
    needs: needs.plan,
    sources,
    copies,
    transferBit: transferBit(needs.plan, plan),
    git,
  };
  const watches = watchContext(scene, { shownBit, maxFile, asksGitAlways: detail.entries !== null });
  const tree = settings.suggest ? createSentTree() : null;
  return {
    visit: (entry) => {
      const isSent = (entry.sent & shownBit) !== 0;
      const isGitIgnored = watches.visit(entry);
      tree?.visit(entry, isSent);
      if (copies !== null && isSent) countCopied(copies, entry);
      return isGitIgnored;
    },
    announce: (directory) => {
      if (copies !== null) countAnnounced(copies, directory);
    },
    enter: (directory) => {
      watches.enter(directory, detail.totals.current);
      tree?.enter(directory);
      if (copies !== null) enterCopied(copies, directory);
    },
    leave: () => {
      watches.leave();
      tree?.leave();
      if (copies !== null) leaveCopied(copies);
    },
    observe: watches.observe,
    suggest: (observations) => tree && suggestLines(scene, tree, observations),
    instructions: () => copies && instructionUses(takers, copies),
    warnings: (git?.skippedLines ?? []).map((line) => ({
      code: 'gitignore',
      message: `${line} has too many wildcards to be asked.`,
    })),
  };
}
