import { KIND } from '../index/entry-kind.ts';
import { ROOT } from '../index/name-tree.ts';
import { findChild } from './find-node.ts';
import type { ImageTree } from './image-tree.ts';

/** Links that one path may lead through, as Linux has it. */
const MOST_LINKS = 40;

/**
 * The node of a path in which symbolic links to directories are followed within the image, as a container would; the last name is
 * followed only after a slash (`bin/`). What stands, or once stood, under the very name comes first. Null when the view has no such path.
 */
export function resolvePath(tree: ImageTree, path: string): number | null {
  const { names, entries } = tree.stack;
  const left = path.split('/').reverse();
  let node: number = ROOT;
  for (let links = 0; left.length > 0; ) {
    const name = left.pop()!;
    if (name === '' || name === '.') continue;
    const child = name === '..' ? Math.max(ROOT, names.parent(node)) : findChild(tree, node, name);
    if (child === null) return null;
    const owner = tree.owner[child]!;
    const isLink = owner >= 0 && entries.kind(owner) === KIND.symlink;
    if (isLink && left.length > 0 && !leadsOn(tree, child, left)) {
      if (++links > MOST_LINKS) return null;
      const { index, at } = entries.locate(owner);
      const target = index.linkText(at);
      left.push(...target.split('/').reverse());
      if (target.startsWith('/')) node = ROOT;
    } else node = child;
  }
  return node;
}

/** True when a directory stood where the link is, and had the next name. */
function leadsOn(tree: ImageTree, node: number, left: readonly string[]): boolean {
  const next = left.at(-1)!;
  return next !== '' && next !== '.' && next !== '..' && findChild(tree, node, next) !== null;
}
