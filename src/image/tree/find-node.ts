import { nameText } from '../../core/byte-text.ts';
import { ROOT } from '../index/name-tree.ts';
import type { ImageTree } from './image-tree.ts';

/**
 * The node of a path as people write it: with or without a leading slash, `.` and `..` resolved, bytes that are not UTF-8 as `\xNN`.
 * Links are not followed. Null when the view does not show it.
 */
export function findNode(tree: ImageTree, path: string): number | null {
  let node: number = ROOT;
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue;
    const next = name === '..' ? Math.max(ROOT, tree.stack.names.parent(node)) : findChild(tree, node, name);
    if (next === null) return null;
    node = next;
  }
  return node;
}

/** The child of this name; null without one. */
export function findChild(tree: ImageTree, node: number, name: string): number | null {
  const { names } = tree.stack;
  return tree.children(node, 'none').find((child) => nameText(names.nameBytes(child)) === name) ?? null;
}
