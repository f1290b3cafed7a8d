import { NameTree } from '../image/index/name-tree.ts';
import { contextConfigDeltas } from './config-deltas.ts';
import type { ContentReader } from './content/content-reader.ts';
import { DirectoryContent } from './content/directory-content.ts';
import { ListedContent } from './content/listed-content.ts';
import { type DiffFacts, type DiffScope, hasSamePaths, leftOutWarning } from './diff-images.ts';
import { describePaths } from './paths/describe-paths.ts';
import { type EntryColumns, entryColumns, internEntries, type ListedEntry } from './paths/entry-columns.ts';
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
      ? notCompared(old === null ? before : after)
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

function notCompared({ side }: ComparedContext): Compared {
  const message = `The saved report ${side.source ?? 'from standard input'} does not list its paths, so only totals and rules are compared; save it with --list.`;
  return { paths: null, warnings: [{ code: 'paths-not-compared', message }] };
}

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
  const names = new NameTree();
  const nodes = [internEntries(names, old), internEntries(names, now)] as const;
  const columns = [entryColumns(names, old, nodes[0]), entryColumns(names, now, nodes[1])] as const;
  const disk = diskReader(names, before, after, columns, scope.compareLimit);
  const reader: ContentReader = disk ?? new ListedContent(columns[0], columns[1], [], []);
  const side = (tree: EntryColumns, which: 'before' | 'after'): ListedSide => ({
    columns: tree,
    target: (node) => disk?.target(which, node) ?? '',
    instruction: () => null,
  });
  const paths: PathsReport = describePaths(
    {
      names,
      before: side(columns[0], 'before'),
      after: side(columns[1], 'after'),
      reader,
      hasSameTarget: (node) => disk === null || disk.target('before', node) === disk.target('after', node),
      hasSameXattrs: () => true,
    },
    scope,
  );
  return { paths, warnings: leftOutWarning(reader.leftOut, scope.compareLimit) };
}

function diskReader(
  names: NameTree,
  before: ComparedContext,
  after: ComparedContext,
  [old, now]: readonly [EntryColumns, EntryColumns],
  limit: number,
): DirectoryContent | null {
  if (before.root === null || after.root === null) return null;
  const sides = [
    { root: before.root, columns: old },
    { root: after.root, columns: now },
  ] as const;
  return new DirectoryContent(names, sides[0], sides[1], limit);
}
