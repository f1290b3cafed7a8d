import { NONE, ROOT } from '../index/name-tree.ts';
import { comparePaths } from '../index/path-order.ts';
import { Ranking } from '../ranking.ts';
import type { Stack } from './stack.ts';

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
  return { ...totals, largest: nameLargest(stack, ranking) };
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
function nameLargest(stack: Stack, ranking: Ranking): readonly LargeFile[] {
  const { names, entries } = stack;
  const nameOf = firstNames(stack, ranking.candidates());
  const best = ranking.best((a, b) => comparePaths(names, nameOf(a), nameOf(b)));
  return best.map(({ id, value }) => ({
    path: names.pathText(nameOf(id)),
    bytes: value,
    layer: entries.layerOf(id),
  }));
}

/** Of each of these bodies of the final tree, the first of its names in path order. */
export function firstNames(stack: Stack, bodies: Iterable<number>): (body: number) => number {
  return stack.hasHardLinks ? firstOfNames(stack, bodies) : (body) => ownName(stack, body);
}

/** Without hard links a body has the name under which it was stored. */
function ownName(stack: Stack, body: number): number {
  const { index, at } = stack.entries.locate(body);
  return index.node[at]!;
}

function firstOfNames(stack: Stack, bodies: Iterable<number>): (body: number) => number {
  const isWanted = new Uint8Array(stack.entries.count);
  for (const body of bodies) isWanted[body] = 1;
  const first = new Int32Array(isWanted.length).fill(NONE);
  visitFinalTree(stack, (node, owner) => {
    const body = stack.bodyOf(owner);
    if (body === NONE || isWanted[body] === 0) return;
    const known = first[body]!;
    if (known === NONE || comparePaths(stack.names, node, known) < 0) first[body] = node;
  });
  return (body) => first[body]!;
}
