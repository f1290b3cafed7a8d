import type { FoldedTree } from '../../core/tree/folded-tree.ts';
import { type OutputOptions, wantsPage } from '../options/output.ts';

/** Keeps the tree of an inspection for the page that is asked for. */
export interface PageTree {
  /** To be given to the inspection; nothing where no page is written. */
  readonly onTree: ((tree: FoldedTree) => void) | undefined;
  /** What the inspection gave; null without a page. */
  readonly tree: () => FoldedTree | null;
}

/** A place for the tree, when a page is among the outputs. */
export function pageTree(options: Pick<OutputOptions, 'format' | 'output'>): PageTree {
  let kept: FoldedTree | null = null;
  const keep = (tree: FoldedTree): void => {
    kept = tree;
  };
  return { onTree: wantsPage(options) ? keep : undefined, tree: () => kept };
}
