import type { FoldedTree } from '../core/tree/folded-tree.ts';

/** One node of the map. */
export interface TreeNode {
  readonly id: number;
  readonly parent: TreeNode | null;
  /** Largest first. */
  readonly children: TreeNode[];
  readonly name: string;
  /** `d` directory, `f` file, `l` link, `o` other, `+` small siblings that stand together. */
  readonly kind: string;
  readonly bytes: number;
  readonly hidden: number;
  readonly files: number;
  readonly layer: number;
  readonly state: string;
  /** How many siblings stand together here. */
  readonly together: number;
}

/** The tree as the page walks it. */
export interface PageTree {
  readonly root: TreeNode;
  readonly nodes: readonly TreeNode[];
  /** All names, also those that stand together. */
  readonly paths: number;
}

/** The columns as nodes. */
export function readTree(tree: FoldedTree): PageTree {
  const nodes: TreeNode[] = [];
  for (let id = 0; id < tree.parents.length; id++) {
    const parent = nodes[tree.parents[id]!] ?? null;
    const node: TreeNode = {
      id,
      parent,
      children: [],
      name: tree.names[id]!,
      kind: tree.kinds[id]!,
      bytes: tree.bytes[id]!,
      hidden: tree.hidden[id]!,
      files: tree.files[id]!,
      layer: tree.layers[id]!,
      state: tree.states[id]!,
      together: tree.together[id] ?? 0,
    };
    parent?.children.push(node);
    nodes.push(node);
  }
  return { root: nodes[0]!, nodes, paths: tree.paths };
}

/** The path of a node; empty for the root. Of small siblings the directory that they are in. */
export function pathOf(node: TreeNode): string {
  const names: string[] = [];
  for (let at = node; at.parent !== null; at = at.parent) if (at.kind !== '+') names.push(at.name);
  return names.reverse().join('/');
}

/** From the root down to the node. */
export function lineage(node: TreeNode): readonly TreeNode[] {
  const line: TreeNode[] = [];
  for (let at: TreeNode | null = node; at !== null; at = at.parent) line.push(at);
  return line.reverse();
}

/** The node at a path, or the nearest that is there: small siblings, or a directory above. */
export function nodeAt(tree: PageTree, path: string): TreeNode {
  let node = tree.root;
  for (const name of path.split('/').filter((part) => part !== '')) {
    const next = node.children.find((child) => child.kind !== '+' && child.name === name);
    if (next === undefined) return node.children.find(({ kind }) => kind === '+') ?? node;
    node = next;
  }
  return node;
}
