import { contextConfigDeltas } from './config-deltas.ts';
import type { ContentReader } from './content/content-reader.ts';
import { DirectoryContent } from './content/directory-content.ts';
import { ListedContent } from './content/listed-content.ts';
import {
  type DiffFacts,
  type DiffScope,
  hasSamePaths,
  leftOutWarning,
  pathsNotCompared,
} from './diff-facts.ts';
import { describePaths } from './paths/describe-paths.ts';
import { type EntryColumns, type ListedEntry, type ListedPair, listedPair } from './paths/entry-columns.ts';
import type { ListedSide } from './paths/path-list.ts';
import type { DiffSide, PathsReport } from './report.ts';
import type { ContextFacts } from './sides.ts';
import { contextTotals } from './totals.ts';

/** One build context and where it comes from. */
export interface ComparedContext {
  readonly side: DiffSide;
  readonly facts: ContextFacts;
  /** Where its files are; null when only a saved report is left of it. */
  readonly root: string | null;
}

/** What two builds would send: both reports list their entries, or paths are not compared. */
export function diffContextReports(
  before: ComparedContext,
  after: ComparedContext,
  scope: DiffScope,
): DiffFacts {
  const [old, now] = [sentEntries(before), sentEntries(after)];
  const compared =
    old === null || now === null
      ? {
          paths: null,
          warnings: [pathsNotCompared((old === null ? before : after).side, 'totals and rules')],
        }
      : compare(before, after, old, now, scope);
  const config = contextConfigDeltas(before.facts, after.facts);
  const { paths, warnings } = compared;
  const totals = contextTotals(before.facts, after.facts);
  return {
    of: 'context',
    before: before.side,
    after: after.side,
    same: config.length === 0 && (paths === null ? totals['sentBytes']?.delta === 0 : hasSamePaths(paths)),
    totals,
    growth: null,
    layers: [],
    paths,
    config,
    history: [],
    warnings,
  };
}

type Compared = Pick<DiffFacts, 'paths' | 'warnings'>;

function sentEntries({ facts }: ComparedContext): readonly ListedEntry[] | null {
  return facts.entries?.filter(({ sent }) => sent) ?? null;
}

function compare(
  before: ComparedContext,
  after: ComparedContext,
  old: readonly ListedEntry[],
  now: readonly ListedEntry[],
  scope: DiffScope,
): Compared {
  const listed = listedPair(old, now);
  const disk = diskReader(listed, before, after, scope.compareLimit);
  const reader: ContentReader = disk ?? new ListedContent(listed.before, listed.after, [], []);
  const side = (tree: EntryColumns, which: 'before' | 'after'): ListedSide => ({
    columns: tree,
    target: (node) => disk?.target(which, node) ?? '',
    instruction: () => null,
  });
  const paths: PathsReport = describePaths(
    {
      names: listed.names,
      before: side(listed.before, 'before'),
      after: side(listed.after, 'after'),
      reader,
      hasSameTarget: (node) => disk === null || disk.target('before', node) === disk.target('after', node),
      hasSameXattrs: () => true,
    },
    scope,
  );
  return { paths, warnings: leftOutWarning(reader.leftOut, scope.compareLimit) };
}

function diskReader(
  { names, ...columns }: ListedPair,
  before: ComparedContext,
  after: ComparedContext,
  limit: number,
): DirectoryContent | null {
  if (before.root === null || after.root === null) return null;
  const sides = [
    { root: before.root, columns: columns.before },
    { root: after.root, columns: columns.after },
  ] as const;
  return new DirectoryContent(names, sides[0], sides[1], limit);
}
