import { nameText } from '../core/byte-text.ts';
import type { PathKind, PathVisitor } from '../core/path-visit.ts';
import { KIND } from './entry-kind.ts';
import { type NameTree, ROOT } from './name-tree.ts';
import type { Stack } from './stack.ts';
import { implyingLayer, NONE } from './union-tree.ts';

/** Every path of the final tree that is wanted, a directory before what is below it, siblings in no order. */
export function visitFinalPaths(stack: Stack, visitor: PathVisitor): void {
  const { names, union } = stack;
  const visitNode = nodeVisitor(stack, visitor);
  const pending: { readonly node: number; readonly path: string }[] = [{ node: ROOT, path: '' }];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const { node, path } = at;
    if (node !== ROOT && !visitor.mayCover(path)) continue;
    const needsAll = visitor.needsPaths(path);
    const prefix = node === ROOT ? '' : `${path}/`;
    for (let child = union.firstChild(node); child !== NONE; child = union.nextSibling(child)) {
      const name = names.nameBytes(child);
      const isWanted = needsAll || visitor.mayEnd(name);
      const hasChildren = union.firstChild(child) !== NONE;
      if (!isWanted && !hasChildren) continue;
      const childPath = prefix + nameText(name);
      if (isWanted) visitNode(child, childPath);
      if (hasChildren) pending.push({ node: child, path: childPath });
    }
  }
}

/** Tells the visitor what the union shows at a node. */
function nodeVisitor(stack: Stack, { visit }: PathVisitor): (node: number, path: string) => void {
  const { union, entries } = stack;
  const linked = linkedBodies(stack);
  return (node, path) => {
    const owner = union.owner[node]!;
    if (owner < NONE) return visit(path, 'directory', 0, implyingLayer(owner), NONE);
    const body = stack.bodyOf(owner);
    const bytes = body === NONE ? 0 : entries.size(body);
    const layer = entries.layerOf(body === NONE ? owner : body);
    visit(path, pathKind(entries.kind(owner)), bytes, layer, linked.has(body) ? body : NONE);
  };
}

/** Every entry of every layer that is wanted, base first, also where a later layer hides it; markers of the union file system are left out. */
export function visitLayerPaths(stack: Stack, visitor: PathVisitor): void {
  const pathOf = pathReader(stack.names, visitor);
  for (const [layer, index] of stack.entries.layers.entries()) {
    for (let at = 0; at < index.count; at++) {
      const kind = index.kind[at]!;
      const node = index.node[at]!;
      if (node === ROOT || kind === KIND.whiteout || kind === KIND.opaque || kind === KIND.ignored) continue;
      const path = pathOf(node);
      if (path !== null) visitor.visit(path, pathKind(kind), index.size[at]!, layer, NONE);
    }
  }
}

function pathKind(kind: number): PathKind {
  if (kind === KIND.file || kind === KIND.hardlink) return 'file';
  if (kind === KIND.directory) return 'directory';
  return kind === KIND.symlink ? 'symlink' : 'other';
}

/** Bodies that hard links point at: only these can be met under several names. */
function linkedBodies(stack: Stack): ReadonlySet<number> {
  const bodies = new Set<number>();
  const { entries } = stack;
  for (const [layer, index] of entries.layers.entries()) {
    const first = entries.firstOf[layer]!;
    for (let at = 0; at < index.count; at++)
      if (index.kind[at] === KIND.hardlink) bodies.add(stack.bodyOf(first + at));
  }
  bodies.delete(NONE);
  return bodies;
}

/** Paths of nodes as text, null for one that is not wanted; neighbours share the text of their directory. */
function pathReader(names: NameTree, { needsPaths, mayEnd }: PathVisitor): (node: number) => string | null {
  let lastParent: number = ROOT;
  let prefix = '';
  let needsAll = true;
  return (node) => {
    const parent = names.parent(node);
    if (parent !== lastParent) {
      const directory = parent === ROOT ? '' : names.pathText(parent);
      prefix = parent === ROOT ? '' : `${directory}/`;
      needsAll = needsPaths(directory);
      lastParent = parent;
    }
    const name = names.nameBytes(node);
    return needsAll || mayEnd(name) ? prefix + nameText(name) : null;
  };
}
