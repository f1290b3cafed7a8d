import type { Observation } from '../../core/finding.ts';
import type { Writable } from '../../core/value.ts';
import type { NeededTransfer } from '../report.ts';
import type { Visited } from '../walk/entry.ts';
import { watchArtifacts } from './artifacts.ts';
import { observeSources } from './copies.ts';
import { watchGitIgnored } from './git-ignored.ts';
import { watchHabits } from './habits.ts';
import { observeNoIgnoreFile, observeUnreadIgnoreFiles } from './ignore-files.ts';
import {
  watchCaseCollisions,
  watchLinksOutside,
  watchSpecialFiles,
  watchStrayNames,
  watchUnreadable,
} from './odd-entries.ts';
import { watchEmptyArrivals, watchLosses, watchSlowPruning } from './pruning.ts';
import { watchRules } from './rule-lint.ts';
import { watchSecrets } from './secrets.ts';
import { observeUnneeded, observeWidened } from './transfer.ts';
import type { Scene, Seen, WalkEnd } from './watch.ts';

/** All rules about contexts, looking on while one is walked. */
export interface RuleWatches {
  /** Whether git ignores the entry, null where nobody asked. */
  readonly visit: (entry: Visited) => boolean | null;
  readonly enter: (directory: Visited, index: number) => void;
  readonly leave: () => void;
  /** `already`: what others saw. */
  readonly observe: (
    end: WalkEnd,
    needed: NeededTransfer | null,
    already: readonly Observation[],
  ) => readonly Observation[];
}

/** How the rules look on. */
export interface WatchOptions {
  /** Bit of the lane that is shown. */
  readonly shownBit: number;
  readonly maxFile: number;
  /** Ask git's rules about what is not sent, too. */
  readonly asksGitAlways: boolean;
}

/** Sets the rules on a context. */
export function watchContext(scene: Scene, { shownBit, maxFile, asksGitAlways }: WatchOptions): RuleWatches {
  const watches = [
    watchArtifacts(scene),
    watchSecrets(),
    ...(scene.git === null ? [] : [watchGitIgnored(scene)]),
    ...(scene.ignoreFile === null
      ? []
      : [watchHabits(scene), watchSlowPruning(scene), watchLosses(scene), watchRules(scene)]),
    watchEmptyArrivals(scene, shownBit),
    watchSpecialFiles(),
    watchUnreadable(),
    watchStrayNames(scene),
    watchCaseCollisions(),
    watchLinksOutside(scene, maxFile),
  ];
  const visits = watches.flatMap(({ visit }) => visit ?? []);
  const oddVisits = watches.flatMap(({ visitOdd }) => visitOdd ?? []);
  const enters = watches.flatMap(({ enter }) => enter ?? []);
  const leaves = watches.flatMap(({ leave }) => leave ?? []);
  const { git } = scene;
  /** One object for all entries: a walk of a million makes no garbage of it. */
  let seen: Writable<Seen> | null = null;
  return {
    visit: (entry) => {
      seen ??= { entry, isSent: false, isGitIgnored: null };
      seen.entry = entry;
      seen.isSent = (entry.sent & shownBit) !== 0;
      const isDirectory = entry.type === 'directory';
      // What is below a directory that git ignores is ignored, whether or not the directory is sent.
      const asksGit = git !== null && (seen.isSent || isDirectory || asksGitAlways);
      seen.isGitIgnored = asksGit ? git.isIgnored(entry.path, entry.name, isDirectory) : null;
      for (const visit of visits) visit(seen);
      if (isOdd(entry)) for (const visit of oddVisits) visit(seen);
      return seen.isGitIgnored;
    },
    enter: (directory, index) => {
      git?.enter(directory.path, seen?.isGitIgnored === true);
      for (const enter of enters) enter(directory, index);
    },
    leave: () => {
      git?.leave();
      for (const leave of leaves) leave();
    },
    observe: (end, needed, already) => {
      const seen = [
        ...already,
        ...watches.flatMap(({ observe }) => observe(end)),
        ...observeUnreadIgnoreFiles(scene),
        ...observeSources(scene),
        ...observeWidened(scene, needed, end),
        ...observeUnneeded(scene),
      ];
      return [...seen, ...observeNoIgnoreFile(scene, seen)];
    },
  };
}

function isOdd({ type, isReadable, empty, lostTo }: Visited): boolean {
  return (type !== 'file' && type !== 'directory') || !isReadable || empty !== 0 || lostTo !== null;
}
