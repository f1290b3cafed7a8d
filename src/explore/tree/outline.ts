import type { ShownTree } from './shown-tree.ts';

/** The rows of a tree that are unfolded, top to bottom. */
export interface Outline {
  readonly nodes: Int32Array;
  readonly depths: Uint16Array;
  readonly count: number;
}

const DEEPEST = 0xffff;

/** The rows below the root: children in order, and theirs where a node is expanded. Costs as much as there are rows. */
export function outlineOf(tree: ShownTree, expanded: Uint8Array): Outline {
  let nodes = new Int32Array(256);
  let depths = new Uint16Array(256);
  let count = 0;
  const pending: { readonly children: Int32Array; next: number }[] = [
    { children: tree.children(0), next: 0 },
  ];
  for (let level = pending.at(-1); level !== undefined; level = pending.at(-1)) {
    if (level.next === level.children.length) {
      pending.pop();
      continue;
    }
    const node = level.children[level.next++]!;
    if (count === nodes.length) {
      nodes = doubled(nodes, new Int32Array(count * 2));
      depths = doubled(depths, new Uint16Array(count * 2));
    }
    nodes[count] = node;
    depths[count++] = Math.min(pending.length - 1, DEEPEST);
    if (expanded[node] === 1) pending.push({ children: tree.children(node), next: 0 });
  }
  return { nodes, depths, count };
}

function doubled<A extends Int32Array | Uint16Array>(from: A, into: A): A {
  into.set(from);
  return into;
}

/** The row of a node; -1 where it is not among the rows. */
export function rowOf({ nodes, count }: Outline, node: number): number {
  const row = nodes.indexOf(node);
  return row < count ? row : -1;
}
