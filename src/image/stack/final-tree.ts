import { isUtf8 } from '../../core/byte-text.ts';
import { KIND } from '../index/entry-kind.ts';
import { ROOT } from '../index/name-tree.ts';
import { Ranking } from '../ranking.ts';
import type { ImageEntry } from '../report.ts';
import { entryType } from './entry-type.ts';
import type { Stack } from './stack.ts';
import { implyingLayer, NONE } from './union-tree.ts';

/** Sums over the final tree. */
export interface FinalTotals {
  readonly files: number;
  readonly paths: number;
  readonly bytes: number;
}

/** A large file of the final tree. */
export interface LargeFile {
  readonly path: string;
  readonly bytes: number;
  readonly layer: number;
}

/** Calls `visit` with every visible node but the root, parents first, in no other order. */
function visitFinalTree(stack: Stack, visit: (node: number, owner: number) => void): void {
  const { union } = stack;
  const pending: number[] = [ROOT];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (at !== ROOT) visit(at, union.owner[at]!);
    for (let child = union.firstChild(at); child !== NONE; child = union.nextSibling(child))
      pending.push(child);
  }
}

/** Counts the final tree by walking it: each body once, and every name of every type. */
export function countFinalTree(stack: Stack): FinalTotals {
  return walkBodies(stack, () => {});
}

/** The same, and its largest files. */
export function measureFinalTree(
  stack: Stack,
  top: number,
): FinalTotals & { readonly largest: readonly LargeFile[] } {
  const ranking = new Ranking(top);
  const totals = walkBodies(stack, (body, size) => ranking.add(body, size));
  return { ...totals, largest: nameBodies(stack, ranking.candidates(), top) };
}

/** Calls `visit` with every body of the final tree, once, in no order. */
export function visitBodies(stack: Stack, visit: (body: number, size: number) => void): void {
  walkBodies(stack, visit);
}

function walkBodies(stack: Stack, visit: (body: number, size: number) => void): FinalTotals {
  const counted = new Uint8Array(stack.entries.count);
  let files = 0;
  let paths = 0;
  let bytes = 0;
  visitFinalTree(stack, (_, owner) => {
    paths++;
    const body = stack.bodyOf(owner);
    if (body === NONE || counted[body] === 1) return;
    counted[body] = 1;
    const size = stack.entries.size(body);
    files++;
    bytes += size;
    visit(body, size);
  });
  return { files, paths, bytes };
}

/** Bodies with their paths, largest first, then by path; a body with several names has its first. */
function nameBodies(stack: Stack, bodies: ReadonlySet<number>, top: number): readonly LargeFile[] {
  const firstName = firstNames(stack, bodies);
  const all = [...firstName].map(([body, node]) => ({ body, node, bytes: stack.entries.size(body) }));
  all.sort((a, b) => b.bytes - a.bytes || comparePaths(stack, a.node, b.node));
  const { names, entries } = stack;
  return (top === 0 ? all : all.slice(0, top)).map(({ body, node, bytes }) => ({
    path: names.pathText(node),
    bytes,
    layer: entries.layerOf(body),
  }));
}

/** Of each of these bodies of the final tree, the first of its names in path order. */
export function firstNames(stack: Stack, bodies: ReadonlySet<number>): ReadonlyMap<number, number> {
  return stack.hasHardLinks ? firstOfNames(stack, bodies) : ownNames(stack, bodies);
}

/** Without hard links a body has the name under which it was stored. */
function ownNames(stack: Stack, bodies: ReadonlySet<number>): ReadonlyMap<number, number> {
  return new Map(
    [...bodies].map((body) => {
      const { index, at } = stack.entries.locate(body);
      return [body, index.node[at]!];
    }),
  );
}

function firstOfNames(stack: Stack, bodies: ReadonlySet<number>): ReadonlyMap<number, number> {
  const first = new Map<number, number>();
  visitFinalTree(stack, (node, owner) => {
    const body = stack.bodyOf(owner);
    if (!bodies.has(body)) return;
    const known = first.get(body);
    if (known === undefined || comparePaths(stack, node, known) < 0) first.set(body, node);
  });
  return first;
}

/** Order of two paths in the tree: component by component, byte by byte. */
export function comparePaths(stack: Pick<Stack, 'names'>, a: number, b: number): number {
  if (stack.names.parent(a) === stack.names.parent(b)) return stack.names.compareNames(a, b);
  const [left, right] = [ancestry(stack, a), ancestry(stack, b)];
  for (let i = 0; i < left.length && i < right.length; i++) {
    if (left[i] !== right[i]) return stack.names.compareNames(left[i]!, right[i]!);
  }
  return left.length - right.length;
}

function ancestry(stack: Pick<Stack, 'names'>, node: number): readonly number[] {
  const nodes: number[] = [];
  for (let at = node; at !== ROOT; at = stack.names.parent(at)) nodes.push(at);
  return nodes.reverse();
}

/** Every path of the final tree in tree order. Of a body with several names the first is the file, the others are hard links to it. */
export function listFinalTree(stack: Stack): readonly ImageEntry[] {
  const { names, union } = stack;
  const firstPath = new Map<number, string>();
  const listed: ImageEntry[] = [];
  const pending: { node: number; isUtf8: boolean }[] = [{ node: ROOT, isUtf8: true }];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    if (at.node !== ROOT) listed.push(imageEntry(stack, at.node, at.isUtf8, firstPath));
    const children: number[] = [];
    for (let child = union.firstChild(at.node); child !== NONE; child = union.nextSibling(child))
      children.push(child);
    children.sort((a, b) => names.compareNames(b, a));
    for (const child of children)
      pending.push({ node: child, isUtf8: at.isUtf8 && isUtf8(names.nameBytes(child)) });
  }
  return listed;
}

function imageEntry(stack: Stack, node: number, isText: boolean, firstPath: Map<number, string>): ImageEntry {
  const owner = stack.union.owner[node]!;
  const exact = isText ? {} : { pathBase64: Buffer.from(stack.names.pathBytes(node)).toString('base64') };
  const path = stack.names.pathText(node);
  const head = { path, ...exact };
  if (owner < 0) {
    return {
      ...head,
      type: 'directory',
      bytes: 0,
      mode: 0o755,
      uid: 0,
      gid: 0,
      linkTarget: null,
      layer: implyingLayer(owner),
    };
  }
  const { index, at } = stack.entries.locate(owner);
  const body = stack.bodyOf(owner);
  const first = firstPath.get(body);
  const isFirst = body !== NONE && first === undefined;
  if (isFirst) firstPath.set(body, path);
  return {
    ...head,
    type: entryType(index.kind[at]!, isFirst),
    bytes: isFirst ? stack.entries.size(body) : 0,
    mode: index.mode[at]!,
    uid: index.uid[at]!,
    gid: index.gid[at]!,
    linkTarget: index.kind[at] === KIND.symlink ? index.linkText(at) : (first ?? null),
    layer: stack.entries.layerOf(owner),
  };
}
