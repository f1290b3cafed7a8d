import { type NameTree, ROOT } from './name-tree.ts';

/** Order of two paths in the tree: component by component, byte by byte; a directory comes before what is in it. */
export function comparePaths(names: NameTree, a: number, b: number): number {
  const deeper = depthOf(names, a) - depthOf(names, b);
  let left = a;
  let right = b;
  for (let step = 0; step < deeper; step++) left = names.parent(left);
  for (let step = 0; step > deeper; step--) right = names.parent(right);
  if (left === right) return deeper;
  for (;;) {
    const [above, beside] = [names.parent(left), names.parent(right)];
    if (above === beside) return names.compareNames(left, right);
    left = above;
    right = beside;
  }
}

function depthOf(names: NameTree, node: number): number {
  let depth = 0;
  for (let at = node; at !== ROOT; at = names.parent(at)) depth++;
  return depth;
}

/** The nodes on the way from the root, which is left out, down to a node. */
export function ancestry(names: NameTree, node: number): readonly number[] {
  const nodes: number[] = [];
  for (let at = node; at !== ROOT; at = names.parent(at)) nodes.push(at);
  return nodes.reverse();
}
