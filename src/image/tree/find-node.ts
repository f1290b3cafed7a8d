import { nameText } from '../../core/byte-text.ts';
import { ROOT } from '../name-tree.ts';
import type { ImageTree } from './image-tree.ts';

/**
 * The node of a path as people write it: with or without a leading slash, `.` and `..` resolved, bytes that are not UTF-8 as `\xNN`.
 * Null when the view does not show it.
 */
export function findNode(tree: ImageTree, path: string): number | null {
  let node: number = ROOT;
  for (const name of path.split('/')) {
    if (name === '' || name === '.') continue;
    if (name === '..') {
      node = Math.max(ROOT, tree.stack.names.parent(node));
      continue;
    }
    const child = tree
      .children(node, 'none')
      .find((candidate) => nameText(tree.stack.names.nameBytes(candidate)) === name);
    if (child === undefined) return null;
    node = child;
  }
  return node;
}
