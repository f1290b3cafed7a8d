import type { NameTree } from '../../image/index/name-tree.ts';
import { ROOT } from '../../image/index/name-tree.ts';
import type { ShownTree } from '../tree/shown-tree.ts';
import type { Scan } from './scan.ts';

/** Where a search looks: in the order in which the tree is shown, folded or not. */
interface Grounds {
  readonly names: NameTree;
  readonly tree: ShownTree;
  readonly scan: Pick<Scan, 'hits' | 'branches'>;
}

/** The match after (or before) a node as the tree is shown, around its end; -1 where it shows none. */
export function nextHit(grounds: Grounds, from: number, direction: 1 | -1): number {
  const found = direction === 1 ? after(grounds, from) : before(grounds, from);
  if (found >= 0) return found;
  return direction === 1 ? firstBelow(grounds, ROOT) : lastBelow(grounds, ROOT);
}

/** The first match at a node or after it; -1 where the tree shows none. */
export function hitFrom(grounds: Grounds, from: number): number {
  return from !== ROOT && grounds.scan.hits[from] === 1 ? from : nextHit(grounds, from, 1);
}

function after(grounds: Grounds, from: number): number {
  const { names, tree } = grounds;
  const below = firstBelow(grounds, from);
  if (below >= 0) return below;
  for (let node = from; node !== ROOT; node = names.parent(node)) {
    const siblings = tree.children(names.parent(node));
    for (let at = siblings.indexOf(node) + 1; at < siblings.length; at++) {
      const found = firstAt(grounds, siblings[at]!);
      if (found >= 0) return found;
    }
  }
  return -1;
}

function before(grounds: Grounds, from: number): number {
  const { names, tree, scan } = grounds;
  for (let node = from; node !== ROOT; node = names.parent(node)) {
    const parent = names.parent(node);
    const siblings = tree.children(parent);
    for (let at = siblings.indexOf(node) - 1; at >= 0; at--) {
      const found = lastAt(grounds, siblings[at]!);
      if (found >= 0) return found;
    }
    if (parent !== ROOT && scan.hits[parent] === 1) return parent;
  }
  return -1;
}

function firstAt(grounds: Grounds, node: number): number {
  return grounds.scan.hits[node] === 1 ? node : firstBelow(grounds, node);
}

/** Trees can be deeper than the stack: levels are kept in a list. */
function firstBelow({ tree, scan }: Grounds, top: number): number {
  const levels: { readonly children: Int32Array; next: number }[] = [];
  const enter = (node: number): void => {
    if (scan.branches[node] === 1) levels.push({ children: tree.children(node), next: 0 });
  };
  enter(top);
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    const child = level.children[level.next++];
    if (child === undefined) levels.pop();
    else if (scan.hits[child] === 1) return child;
    else enter(child);
  }
  return -1;
}

function lastAt(grounds: Grounds, node: number): number {
  const below = lastBelow(grounds, node);
  return below >= 0 ? below : grounds.scan.hits[node] === 1 ? node : -1;
}

function lastBelow({ tree, scan }: Grounds, top: number): number {
  const levels: { readonly node: number; readonly children: Int32Array; next: number }[] = [];
  const enter = (node: number): void => {
    const children = scan.branches[node] === 1 ? tree.children(node) : new Int32Array(0);
    levels.push({ node, children, next: children.length - 1 });
  };
  enter(top);
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    if (level.next >= 0) enter(level.children[level.next--]!);
    else if (level.node !== top && scan.hits[level.node] === 1) return level.node;
    else levels.pop();
  }
  return -1;
}
