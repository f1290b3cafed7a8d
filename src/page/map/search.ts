import { type PageTree, pathOf, type TreeNode } from '../tree.ts';

/** What a search finds. */
export interface Found {
  /** Topmost nodes whose path has the text, largest first: of a directory that matches not all that is in it. */
  readonly nodes: readonly TreeNode[];
  /** Nodes that match, lie in one that does, or hold one. */
  readonly lit: ReadonlySet<number>;
}

/** Finds paths that contain a text, whatever the case. */
export function search(tree: PageTree, text: string): Found {
  const wanted = text.toLowerCase();
  const nodes: TreeNode[] = [];
  const lit = new Set<number>();
  const visit = (node: TreeNode, path: string, isInside: boolean): boolean => {
    const isMatch = isInside || (node.kind !== '+' && path.toLowerCase().includes(wanted));
    if (isMatch && !isInside && node.parent !== null) nodes.push(node);
    let isLit = isMatch;
    for (const child of node.children)
      isLit = visit(child, path === '' ? child.name : `${path}/${child.name}`, isMatch) || isLit;
    if (isLit) lit.add(node.id);
    return isLit;
  };
  visit(tree.root, '', false);
  nodes.sort((a, b) => b.bytes + b.hidden - (a.bytes + a.hidden) || (pathOf(a) < pathOf(b) ? -1 : 1));
  return { nodes, lit };
}
