import type { NodeKind, SizedTree } from './folded-tree.ts';

/** What stands at one path of a tree that is made from paths. */
export interface PathNode {
  readonly kind: NodeKind;
  readonly bytes: number;
  readonly hidden: number;
  /** 1 for a file that counts, else 0. */
  readonly files: number;
  /** -1 without one. */
  readonly layer: number;
  /** One letter, or a blank. */
  readonly state: string;
}

interface Columns {
  readonly parents: number[];
  readonly names: string[];
  readonly at: (PathNode | null)[];
  readonly nodes: Map<string, number>;
}

/** A tree of sizes from paths in any order; directories that are not listed themselves are made where they are needed. */
export function treeOfPaths(paths: Iterable<readonly [path: string, node: PathNode]>): SizedTree {
  const columns: Columns = { parents: [-1], names: [''], at: [null], nodes: new Map([['', 0]]) };
  for (const [path, node] of paths) columns.at[nodeOf(columns, path)] = node;
  const { parents, names, at } = columns;
  return {
    count: parents.length,
    parents,
    bytes: at.map((node) => node?.bytes ?? 0),
    hidden: at.map((node) => node?.hidden ?? 0),
    isThere: () => true,
    nameOf: (node) => names[node]!,
    kindOf: (node) => at[node]?.kind ?? 'd',
    filesOf: (node) => at[node]?.files ?? 0,
    layerOf: (node) => at[node]?.layer ?? -1,
    stateOf: (node) => at[node]?.state ?? ' ',
  };
}

function nodeOf(columns: Columns, path: string): number {
  const known = path === '.' ? 0 : columns.nodes.get(path);
  if (known !== undefined) return known;
  const slash = path.lastIndexOf('/');
  const parent = slash < 0 ? 0 : nodeOf(columns, path.slice(0, slash));
  const node = columns.parents.push(parent) - 1;
  columns.names.push(path.slice(slash + 1));
  columns.at.push(null);
  columns.nodes.set(path, node);
  return node;
}
