import type { FoldedTree } from '../../core/tree/folded-tree.ts';
import type { NameTree } from '../../image/index/name-tree.ts';
import type { ContentReader } from '../content/content-reader.ts';
import type { PathsReport } from '../report.ts';
import { directoryDeltas } from './directory-deltas.ts';
import { foldDifferences } from './fold-differences.ts';
import { findMoves } from './moved-files.ts';
import { nodeFilter, parsePathFilter } from './path-filter.ts';
import { type ListedSide, listPaths } from './path-list.ts';
import { type Comparison, compareTrees } from './path-states.ts';
import { tallyStates } from './path-tally.ts';

/** What of the differing paths to tell. */
export interface PathScope {
  /** Conditions as `parsePathFilter` reads them. */
  readonly filter: readonly string[];
  /** Length of ranked lists; 0 is all. */
  readonly top: number;
  /** Is given all that differs as a tree, cut to its largest parts. */
  readonly onTree: ((tree: FoldedTree) => void) | undefined;
}

/** Two trees over one tree of names. */
export interface TreePair {
  readonly names: NameTree;
  readonly before: ListedSide;
  readonly after: ListedSide;
  readonly reader: ContentReader;
  readonly hasSameTarget: Comparison['hasSameTarget'];
  readonly hasSameXattrs: Comparison['hasSameXattrs'];
}

/** Everything about the paths of two trees. Throws a `usage` error for a filter that makes no sense. */
export function describePaths(pair: TreePair, scope: PathScope): PathsReport {
  const { names, reader } = pair;
  const [before, after] = [pair.before.columns, pair.after.columns];
  const filter = parsePathFilter(scope.filter);
  const comparison: Comparison = {
    before,
    after,
    compareContent: (old, now) => reader.compare(old, now),
    hasSameTarget: pair.hasSameTarget,
    hasSameXattrs: pair.hasSameXattrs,
  };
  const states = compareTrees(comparison);
  findMoves(names, comparison, states, reader);
  scope.onTree?.(foldDifferences(names, states, before, after));
  const passes = nodeFilter(filter, names, states, before, after);
  return {
    states: tallyStates(states, before, after),
    filter: filter.conditions,
    ...listPaths(names, states, pair.before, pair.after, passes, scope.top),
    directories: directoryDeltas(names, before, after, scope.top),
  };
}
