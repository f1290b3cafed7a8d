import { showStrayBytes } from '../../core/byte-text.ts';
import type { Observation } from '../../core/finding.ts';
import { largestFirst } from '../../core/order.ts';
import { isAskedFor } from './asked-for.ts';
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
  /** How deep the walk is inside of an ignored directory. */
  let depth = 0;
  let last: Ignored | null = null;
  return {
    visit: ({ entry, isSent, isGitIgnored }) => {
      last = null;
      if (depth > 0 || isGitIgnored !== true || !isSent) return;
      const path = entry.path;
      if (entry.type === 'directory') last = { path, bytes: 0, files: 0, index: null };
      else if (entry.type === 'file') found.push({ path, bytes: entry.stats.size, files: 1, index: null });
    },
    enter: (_, index) => {
      if (last !== null) found.push({ ...last, index });
      if (last !== null || depth > 0) depth++;
      last = null;
    },
    leave: () => {
      if (depth > 0) depth--;
    },
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
  const sum = (key: 'bytes' | 'files'): number => weighed.reduce((total, each) => total + each[key], 0);
  const paths = weighed
    .slice(0, LISTED)
    .map((each) => ({ path: showStrayBytes(each.path) + (each.isDirectory ? '/' : ''), bytes: each.bytes }));
  return [
    observation(
      'context/git-ignored-yet-sent',
      sum('bytes'),
      { path: showStrayBytes(weighed[0]!.path) },
      {
        files: sum('files'),
        entries: weighed.length,
        paths,
      },
    ),
  ];
}
