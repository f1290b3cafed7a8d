import type { Observation } from '../../core/finding.ts';
import { baseName } from '../../core/posix-path.ts';
import type { Visited } from '../entry.ts';
import type { NeededTransfer } from '../report.ts';
import { watchArtifacts } from './artifacts.ts';
import { observeSources, observeUnneeded, observeWidened } from './copies.ts';
import { watchGitIgnored } from './git-ignored.ts';
import { watchHabits } from './habits.ts';
import { observeNoIgnoreFile, observeUnreadIgnoreFiles } from './ignore-files.ts';
import { watchCaseCollisions, watchLinksOutside, watchSpecialFiles, watchUnreadable } from './odd-entries.ts';
import { watchEmptyArrivals, watchLosses, watchSlowPruning } from './pruning.ts';
import { watchRules } from './rule-lint.ts';
import { watchSecrets } from './secrets.ts';
import type { Scene, WalkEnd } from './watch.ts';

/** All rules about contexts, looking on while one is walked. */
export interface RuleWatches {
  readonly visit: (entry: Visited) => void;
  readonly enter: (directory: Visited, index: number) => void;
  readonly leave: () => void;
  /** `already`: what others saw. */
  readonly observe: (
    end: WalkEnd,
    needed: NeededTransfer | null,
    already: readonly Observation[],
  ) => readonly Observation[];
}

/** Sets the rules on a context. */
export function watchContext(scene: Scene, shownBit: number, maxFile: number): RuleWatches {
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
    watchCaseCollisions(),
    watchLinksOutside(scene, maxFile),
  ];
  const visits = watches.flatMap(({ visit }) => visit ?? []);
  const enters = watches.flatMap(({ enter }) => enter ?? []);
  const leaves = watches.flatMap(({ leave }) => leave ?? []);
  const { git } = scene;
  let isLastIgnored = false;
  return {
    visit: (entry) => {
      const name = baseName(entry.path);
      const isSent = (entry.sent & shownBit) !== 0;
      isLastIgnored = isSent && git?.isIgnored(entry.path, name, entry.type === 'directory') === true;
      const isGitIgnored = git === null || !isSent ? null : isLastIgnored;
      const seen = { entry, name, isSent, isGitIgnored };
      for (const visit of visits) visit(seen);
    },
    enter: (directory, index) => {
      git?.enter(directory.path, isLastIgnored);
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
