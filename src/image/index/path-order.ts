import { type NameTree, ROOT } from './name-tree.ts';

/** Order of two paths in the tree: component by component, byte by byte. */
export function comparePaths(names: NameTree, a: number, b: number): number {
  if (names.parent(a) === names.parent(b)) return names.compareNames(a, b);
  const [left, right] = [ancestry(names, a), ancestry(names, b)];
  for (let i = 0; i < left.length && i < right.length; i++) {
    if (left[i] !== right[i]) return names.compareNames(left[i]!, right[i]!);
  }
  return left.length - right.length;
}

/** The nodes on the way from the root, which is left out, down to a node. */
export function ancestry(names: NameTree, node: number): readonly number[] {
  const nodes: number[] = [];
  for (let at = node; at !== ROOT; at = names.parent(at)) nodes.push(at);
  return nodes.reverse();
}
