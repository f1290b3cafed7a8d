import { showStrayBytes } from '../../core/byte-text.ts';
import type { Observation } from '../../core/finding.ts';
import { largestFirst } from '../../core/order.ts';
import { sumOf } from '../../core/sum.ts';
import { isAskedFor } from './asked-for.ts';
import { enterMarked, leaveMarked, noneMarked } from './marked.ts';
import { observation } from './observation.ts';
import type { RuleWatch, Scene } from './watch.ts';

interface Ignored {
  readonly path: string;
  bytes: number;
  files: number;
  /** Number in the totals, for a directory. */
  index: number | null;
}

const LISTED = 10;

/** What git ignores and the context sends all the same: one observation, with the paths that weigh most. */
export function watchGitIgnored(scene: Scene): RuleWatch {
  const found: Ignored[] = [];
  const marked = noneMarked<Ignored>();
  return {
    visit: ({ entry, isSent, isGitIgnored }) => {
      marked.last = null;
      if (marked.depth > 0 || isGitIgnored !== true || !isSent) return;
      const { path } = entry;
      if (entry.type === 'directory') marked.last = { path, bytes: 0, files: 0, index: null };
      else if (entry.type === 'file') found.push({ path, bytes: entry.stats.size, files: 1, index: null });
    },
    enter: (_, index) => {
      const ignored = enterMarked(marked);
      if (ignored !== null) found.push({ ...ignored, index });
    },
    leave: () => leaveMarked(marked),
    observe: () => summarize(scene, found),
  };
}

function summarize(scene: Scene, found: readonly Ignored[]): readonly Observation[] {
  const { files, bytes } = scene.totals;
  const weighed = found
    .map(({ path, index, ...own }) => ({
      path,
      bytes: index === null ? own.bytes : bytes[index]!,
      files: index === null ? own.files : files[index]!,
      isDirectory: index !== null,
    }))
    .filter((ignored) => ignored.files > 0 && !isAskedFor(scene, ignored.path))
    .sort(largestFirst);
  if (weighed.length === 0) return [];
  const paths = weighed
    .slice(0, LISTED)
    .map((each) => ({ path: showStrayBytes(each.path) + (each.isDirectory ? '/' : ''), bytes: each.bytes }));
  return [
    observation(
      'context/git-ignored-yet-sent',
      sumOf(weighed, (each) => each.bytes),
      { path: showStrayBytes(weighed[0]!.path) },
      {
        files: sumOf(weighed, (each) => each.files),
        entries: weighed.length,
        paths,
      },
    ),
  ];
}
