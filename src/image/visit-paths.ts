import { nameText } from '../core/byte-text.ts';
import type { PathKind, VisitPath } from '../core/path-visit.ts';
import { KIND } from './entry-kind.ts';
import { type NameTree, ROOT } from './name-tree.ts';
import type { Stack } from './stack.ts';
import { implyingLayer, NONE } from './union-tree.ts';

/** Every path of the final tree, a directory before what is below it, siblings in no order. */
export function visitFinalPaths(stack: Stack, visit: VisitPath): void {
  const { names, union, entries } = stack;
  const linked = linkedBodies(stack);
  const pending: { readonly node: number; readonly path: string }[] = [{ node: ROOT, path: '' }];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const { node, path } = at;
    const owner = union.owner[node]!;
    if (node !== ROOT && owner < NONE) visit(path, 'directory', 0, implyingLayer(owner), NONE);
    else if (node !== ROOT) {
      const body = stack.bodyOf(owner);
      const bytes = body === NONE ? 0 : entries.size(body);
      const layer = entries.layerOf(body === NONE ? owner : body);
      visit(path, pathKind(entries.kind(owner)), bytes, layer, linked.has(body) ? body : NONE);
    }
    const prefix = node === ROOT ? '' : `${path}/`;
    for (let child = union.firstChild(node); child !== NONE; child = union.nextSibling(child))
      pending.push({ node: child, path: prefix + nameText(names.nameBytes(child)) });
  }
}

/** Every entry of every layer, base first, also where a later layer hides it; markers of the union file system are left out. */
export function visitLayerPaths(stack: Stack, visit: VisitPath): void {
  const pathOf = pathReader(stack.names);
  for (const [layer, index] of stack.entries.layers.entries()) {
    for (let at = 0; at < index.count; at++) {
      const kind = index.kind[at]!;
      const node = index.node[at]!;
      if (node === ROOT || kind === KIND.whiteout || kind === KIND.opaque || kind === KIND.ignored) continue;
      visit(pathOf(node), pathKind(kind), index.size[at]!, layer, NONE);
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

/** Paths of nodes as text; neighbours share the text of their directory. */
function pathReader(names: NameTree): (node: number) => string {
  let lastParent: number = ROOT;
  let prefix = '';
  return (node) => {
    const parent = names.parent(node);
    if (parent !== lastParent) {
      prefix = parent === ROOT ? '' : `${names.pathText(parent)}/`;
      lastParent = parent;
    }
    return prefix + nameText(names.nameBytes(node));
  };
}
