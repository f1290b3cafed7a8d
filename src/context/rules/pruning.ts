import { showStrayBytes } from '../../core/byte-text.ts';
import type { Observation } from '../../core/finding.ts';
import { sumOf } from '../../core/sum.ts';
import { isLiteralException } from '../walk/lane.ts';
import { enterMarked, leaveMarked, noneMarked } from './marked.ts';
import { observation } from './observation.ts';
import type { RuleWatch, Scene } from './watch.ts';

const LISTED = 5;
/** Fewer entries than this cost no time worth a word. */
const SLOW_ENTRIES = 500;

/** A wildcard exception makes BuildKit look into every excluded directory: how many entries it reads for nothing. */
export function watchSlowPruning({ rules, walk, ignoreFile }: Scene): RuleWatch {
  const open = rules.rules.filter(
    (rule) => rule.isException && rule.line > 0 && !isLiteralException(rule.pattern),
  );
  if (walk !== 'buildkit' || open.length === 0) return { observe: () => [] };
  const entries = new Map<string, number>();
  let outermost = '';
  const marked = noneMarked<string>();
  return {
    visit: ({ entry, isSent }) => {
      marked.last = null;
      if (isSent || entry.isBelowSkipped) return;
      if (marked.depth > 0) entries.set(outermost, entries.get(outermost)! + 1);
      else if (entry.type === 'directory' && !entry.isSkipped) marked.last = entry.path;
    },
    enter: () => {
      const directory = enterMarked(marked);
      if (directory === null) return;
      outermost = directory;
      entries.set(directory, 0);
    },
    leave: () => leaveMarked(marked),
    observe: () => {
      const sorted = [...entries].sort(([, a], [, b]) => b - a);
      const total = sumOf(sorted, ([, count]) => count);
      if (total < SLOW_ENTRIES) return [];
      const { line } = open[0]!;
      return [
        observation(
          'context/slow-pruning',
          0,
          { file: ignoreFile!.path, line, path: showStrayBytes(sorted[0]![0]) },
          {
            entries: total,
            exceptions: open.map(({ text }) => showStrayBytes(text)),
          },
        ),
      ];
    },
  };
}

/** Files that BuildKit announces and then does not find by its own rules: they arrive empty, and nobody says so. */
export function watchEmptyArrivals(scene: Scene, shownBit: number): RuleWatch {
  const paths: string[] = [];
  let files = 0;
  let bytes = 0;
  let line: number | null = null;
  return {
    visitOdd: ({ entry }) => {
      // An empty file arrives as it is.
      if ((entry.empty & shownBit) === 0 || entry.stats.size === 0) return;
      files++;
      bytes += entry.stats.size;
      if (paths.length < LISTED) paths.push(showStrayBytes(entry.path));
      line ??= scene.rules.rules[entry.decidedBy]?.line ?? null;
    },
    observe: () =>
      files === 0
        ? []
        : [
            observation(
              'context/arrives-empty',
              bytes,
              { path: paths[0]!, file: scene.rules.file, ...(line ? { line } : {}) },
              {
                files,
                paths,
              },
            ),
          ],
  };
}

interface Loss {
  files: number;
  bytes: number;
  readonly paths: string[];
}

/** Files that an exception brings back, in a directory into which the builder does not look. */
export function watchLosses({ rules, walk, ignoreFile }: Scene): RuleWatch {
  const losses = new Map<number, Loss>();
  return {
    visitOdd: ({ entry, isSent }) => {
      const { lostTo } = entry;
      if (lostTo === null || lostTo < 0 || isSent || entry.type !== 'file') return;
      const loss = losses.get(lostTo) ?? { files: 0, bytes: 0, paths: [] };
      losses.set(lostTo, loss);
      loss.files++;
      loss.bytes += entry.stats.size;
      if (loss.paths.length < LISTED) loss.paths.push(showStrayBytes(entry.path));
    },
    observe: (): readonly Observation[] =>
      [...losses]
        .sort(([a], [b]) => a - b)
        .map(([index, { files, bytes, paths }]) => {
          const { line, text } = rules.rules[index]!;
          return observation(
            'context/lost-to-pruning',
            bytes,
            { path: paths[0]!, file: ignoreFile!.path, line },
            {
              rule: showStrayBytes(text),
              files,
              paths,
              walk,
            },
          );
        }),
  };
}
