import { nameText } from '../../core/byte-text.ts';
import type { PathKind, PathVisitor } from '../../core/path-visit.ts';
import { isMarker, KIND } from '../index/entry-kind.ts';
import { type NameTree, NONE, ROOT } from '../index/name-tree.ts';
import type { Stack } from './stack.ts';
import { implyingLayer } from './union-tree.ts';

/** Every path of the final tree that is wanted, a directory before what is below it, siblings in no order. */
export function visitFinalPaths(stack: Stack, visitor: PathVisitor): void {
  const { names, union } = stack;
  const visitNode = nodeVisitor(stack, visitor);
  const pending: Directory[] = [{ node: ROOT, path: '', needsAll: visitor.needsPaths('') }];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const { node, path, needsAll } = at;
    if (node !== ROOT && !visitor.mayCover(path)) continue;
    const prefix = node === ROOT ? '' : `${path}/`;
    for (let child = union.firstChild(node); child !== NONE; child = union.nextSibling(child)) {
      const mayEnd = names.testName(child, visitor.mayEnd);
      const isWanted = needsAll || mayEnd;
      const hasChildren = union.firstChild(child) !== NONE;
      if (!isWanted && !hasChildren) continue;
      const childPath = prefix + nameText(names.nameBytes(child));
      if (isWanted) visitNode(child, childPath);
      if (!hasChildren) continue;
      const isCovered = node !== ROOT && needsAll;
      const mayNeed = node === ROOT || mayEnd;
      const childNeeds = isCovered || (mayNeed && visitor.needsPaths(childPath));
      pending.push({ node: child, path: childPath, needsAll: childNeeds });
    }
  }
}

/** A directory of the final tree that is still to be looked into. */
interface Directory {
  readonly node: number;
  readonly path: string;
  /** See {@link PathVisitor.needsPaths}. */
  readonly needsAll: boolean;
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
      if (node === ROOT || isMarker(kind)) continue;
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

/** Paths of nodes as text, null for one that is not wanted; neighbours share the text of their directory, which is made when one is wanted. */
function pathReader(names: NameTree, visitor: PathVisitor): (node: number) => string | null {
  const needsAll = needReader(names, visitor);
  let lastParent: number = ROOT;
  let prefix = '';
  return (node) => {
    const parent = names.parent(node);
    if (!needsAll(parent) && !names.testName(node, visitor.mayEnd)) return null;
    if (parent !== lastParent) {
      prefix = parent === ROOT ? '' : `${names.pathText(parent)}/`;
      lastParent = parent;
    }
    return prefix + nameText(names.nameBytes(node));
  };
}

const UNKNOWN = 0;
const NEEDS_SOME = 1;
const NEEDS_ALL = 2;

/** Tells of a directory's node whether all that is in it is wanted; each is found out once, from the one above it where that will do. */
function needReader(names: NameTree, { needsPaths, mayEnd }: PathVisitor): (node: number) => boolean {
  const known = new Uint8Array(names.size);
  known[ROOT] = needsPaths('') ? NEEDS_ALL : NEEDS_SOME;
  const isNew = (node: number, parent: number): boolean =>
    (parent === ROOT || names.testName(node, mayEnd)) && needsPaths(names.pathText(node));
  return (directory) => {
    const before = known[directory];
    if (before !== UNKNOWN) return before === NEEDS_ALL;
    // Not by recursion: a path may be thousands of directories deep.
    const unknown: number[] = [];
    for (let at = directory; known[at] === UNKNOWN; at = names.parent(at)) unknown.push(at);
    for (const node of unknown.reverse()) {
      const parent = names.parent(node);
      const isInherited = parent !== ROOT && known[parent] === NEEDS_ALL;
      known[node] = isInherited || isNew(node, parent) ? NEEDS_ALL : NEEDS_SOME;
    }
    return known[directory] === NEEDS_ALL;
  };
}
