import { nameText } from '../../core/byte-text.ts';
import { nearestText } from '../../core/nearest.ts';
import { ROOT } from '../index/name-tree.ts';
import { findChild } from '../tree/find-node.ts';
import type { ImageTree } from '../tree/image-tree.ts';

/** Names of one directory that are looked through. */
const MOST_NAMES = 10_000;

/** The path that was perhaps meant: each name that is not there is replaced by the one most like it, as far as that leads. */
export function nearestPath(tree: ImageTree, path: string): string | null {
  const { names } = tree.stack;
  let node: number = ROOT;
  for (const name of path.split('/')) {
    if (name === '' || name === '.' || name === '..') continue;
    const child = findChild(tree, node, name) ?? nearestChild(tree, node, name);
    if (child === null) break;
    node = child;
  }
  return node === ROOT ? null : names.pathText(node);
}

function nearestChild(tree: ImageTree, node: number, name: string): number | null {
  const children = [...tree.children(node, 'name').subarray(0, MOST_NAMES)];
  const there = children.map((child) => nameText(tree.stack.names.nameBytes(child)));
  const nearest = nearestText(name, there);
  return nearest === null ? null : children[there.indexOf(nearest)]!;
}
