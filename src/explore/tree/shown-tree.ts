import type { SubjectTree } from '../subject/subject.ts';

/** How siblings are sorted. */
export type Order = 'size' | 'name';

/** A tree as it is shown: sorted, and without what a filter leaves out. */
export interface ShownTree {
  readonly source: SubjectTree;
  readonly order: Order;
  /** By node, 1 for what a filter keeps; null when it keeps all. */
  readonly kept: Uint8Array | null;
  /** The shown children in order. The caller must not change the array. */
  readonly children: (node: number) => Int32Array;
  readonly hasChildren: (node: number) => boolean;
}

/** Sorts and filters children when somebody looks, once. */
export function shownTree(source: SubjectTree, order: Order, kept: Uint8Array | null): ShownTree {
  const known = new Map<number, Int32Array>();
  const children = (node: number): Int32Array => {
    const before = known.get(node);
    if (before) return before;
    const sorted = source.children(node, order);
    const shown = kept === null ? sorted : sorted.filter((child) => kept[child] === 1);
    known.set(node, shown);
    return shown;
  };
  return {
    source,
    order,
    kept,
    children,
    hasChildren: (node) => source.childCount(node) > 0 && (kept === null || children(node).length > 0),
  };
}
