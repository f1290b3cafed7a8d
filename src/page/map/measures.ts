import type { AnyPageReport } from '../../report/html/page-data.ts';
import type { TreeNode } from '../tree.ts';

/** What the areas of a map stand for. */
export interface Measure {
  readonly key: 'bytes' | 'hidden';
  readonly label: string;
  /** What a node is worth, in words: `12 MB shown`. */
  readonly noun: string;
}

/** The measures of each kind of report, the first one shown first. */
export const MEASURES: Readonly<Record<AnyPageReport['kind'], readonly Measure[]>> = {
  image: [
    { key: 'bytes', label: 'Final tree', noun: 'in the final tree' },
    { key: 'hidden', label: 'Hidden bytes', noun: 'hidden by later layers' },
  ],
  context: [
    { key: 'bytes', label: 'Sent', noun: 'sent' },
    { key: 'hidden', label: 'Excluded', noun: 'left out by the rules' },
  ],
  diff: [
    { key: 'bytes', label: 'Growth', noun: 'more' },
    { key: 'hidden', label: 'Shrinkage', noun: 'less' },
  ],
  check: [],
};

/** What a node is worth. */
export function worth(node: TreeNode, measure: Measure): number {
  return node[measure.key];
}
