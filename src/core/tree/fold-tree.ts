import { compareText } from '../order.ts';
import type { Writable } from '../value.ts';
import type { FoldedTree, SizedTree } from './folded-tree.ts';
import { type MainGroup, mainGroups } from './main-groups.ts';

/** How much of a tree is kept. */
export interface FoldLimits {
  /** Most nodes that are shown one by one. */
  readonly nodes: number;
  /** Most bytes of their names together, as JSON in UTF-8. */
  readonly nameBytes: number;
}

const LIMITS: FoldLimits = { nodes: 20_000, nameBytes: 900_000 };
const NONE = -1;
/** Characters that JSON writes as they are, in one byte. */
const PLAIN = /[\w ./+=@:~,-]/;

/** A tree with sums: what is below a node counts in it. */
interface Sums {
  readonly tree: SizedTree;
  readonly isThere: Uint8Array;
  readonly bytes: Float64Array;
  readonly hidden: Float64Array;
  readonly files: Float64Array;
  readonly paths: number;
}

/**
 * Cuts a tree to its largest nodes: those with most bytes, shown or hidden, and of equal ones the first. A parent is never smaller than its
 * children, so what is kept hangs together. Costs a few passes over columns, and one sort of numbers.
 */
export function foldTree(tree: SizedTree, limits: FoldLimits = LIMITS): FoldedTree {
  const sums = sumUp(tree);
  const isKept = chooseNodes(sums, limits);
  return writeFolded(sums, isKept, gather(sums, isKept));
}

function sumUp(tree: SizedTree): Sums {
  const { count, parents } = tree;
  const bytes = Float64Array.from(tree.bytes);
  const hidden = Float64Array.from(tree.hidden);
  const files = new Float64Array(count);
  const isThere = new Uint8Array(count);
  let paths = 0;
  isThere[0] = 1;
  for (let node = count - 1; node >= 0; node--) {
    if (tree.isThere(node)) isThere[node] = 1;
    if (isThere[node] === 0) continue;
    files[node]! += tree.filesOf(node);
    const parent = parents[node]!;
    if (parent === NONE) continue;
    paths++;
    isThere[parent] = 1;
    bytes[parent]! += bytes[node]!;
    hidden[parent]! += hidden[node]!;
    files[parent]! += files[node]!;
  }
  return { tree, isThere, bytes, hidden, files, paths };
}

function weight({ bytes, hidden }: Sums, node: number): number {
  return bytes[node]! + hidden[node]!;
}

function chooseNodes(sums: Sums, limits: FoldLimits): Uint8Array {
  for (let nodes = limits.nodes; ; nodes = Math.floor(nodes / 2)) {
    const isKept = largest(sums, nodes);
    let bytes = 0;
    for (let node = 0; node < isKept.length; node++)
      if (isKept[node] === 1) bytes += jsonBytes(sums.tree.nameOf(node));
    if (bytes <= limits.nameBytes || nodes <= 1) return isKept;
  }
}

/** Bytes that a text takes in a file of JSON at most: what has to be escaped takes six. */
function jsonBytes(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) bytes += PLAIN.test(text[at]!) ? 1 : 6;
  return bytes;
}

/** Marks so many of the heaviest nodes; among equals parents stand before their children. */
function largest(sums: Sums, most: number): Uint8Array {
  const { isThere, paths } = sums;
  if (paths < most) return isThere;
  const weights = new Float64Array(paths + 1);
  for (let node = 0, n = 0; node < isThere.length; node++)
    if (isThere[node] === 1) weights[n++] = weight(sums, node);
  const least = weights.sort()[weights.length - most]!;
  const isKept = new Uint8Array(isThere.length);
  let free = most;
  for (let node = 0; node < isThere.length; node++) {
    if (isThere[node] === 1 && weight(sums, node) > least) free -= isKept[node] = 1;
  }
  for (let node = 0; node < isThere.length && free > 0; node++) {
    if (isThere[node] === 1 && weight(sums, node) === least) free -= isKept[node] = 1;
  }
  isKept[0] = 1;
  return isKept;
}

/** Small siblings of one directory. */
interface Together {
  bytes: number;
  hidden: number;
  files: number;
  siblings: number;
  /** One of them. */
  node: number;
}

interface Gathered {
  /** By node the kept node that shows it, itself or the nearest above. */
  readonly shownAs: Int32Array;
  readonly together: ReadonlyMap<number, Together>;
}

function gather(sums: Sums, isKept: Uint8Array): Gathered {
  const { tree, isThere } = sums;
  const shownAs = new Int32Array(tree.count).fill(NONE);
  const together = new Map<number, Together>();
  for (let node = 0; node < tree.count; node++) {
    if (isThere[node] === 0) continue;
    const parent = tree.parents[node]!;
    shownAs[node] = isKept[node] === 1 ? node : shownAs[parent]!;
    if (isKept[node] === 1 || isKept[parent] === 0) continue;
    const sum = together.get(parent) ?? { bytes: 0, hidden: 0, files: 0, siblings: 0, node };
    sum.bytes += sums.bytes[node]!;
    sum.hidden += sums.hidden[node]!;
    sum.files += sums.files[node]!;
    sum.siblings++;
    together.set(parent, sum);
  }
  return { shownAs, together };
}

type Columns = Writable<{
  [Key in keyof FoldedTree]: FoldedTree[Key] extends readonly (infer Item)[] ? Item[] : FoldedTree[Key];
}> & { together: Record<number, number> };

function writeFolded(sums: Sums, isKept: Uint8Array, gathered: Gathered): FoldedTree {
  const { tree } = sums;
  const children = childrenOf(sums, isKept);
  const main = mainGroups(tree, { isThere: sums.isThere, isKept, shownAs: gathered.shownAs });
  const out: Columns = {
    parents: [],
    names: [],
    kinds: '',
    bytes: [],
    hidden: [],
    files: [],
    layers: [],
    states: '',
    together: {},
    paths: sums.paths,
  };
  const put = (
    parent: number,
    node: number,
    kind: string,
    sum: Omit<Together, 'siblings' | 'node'>,
    group: MainGroup,
  ) => {
    out.kinds += kind;
    out.bytes.push(sum.bytes);
    out.hidden.push(sum.hidden);
    out.files.push(sum.files);
    out.layers.push(group.layer);
    out.states += group.state;
    out.names.push(kind === '+' || node === 0 ? '' : tree.nameOf(node));
    return out.parents.push(parent) - 1;
  };
  const pending = [{ node: 0, parent: NONE }];
  for (let at = pending.shift(); at !== undefined; at = pending.pop()) {
    const { node } = at;
    const sum = { bytes: sums.bytes[node]!, hidden: sums.hidden[node]!, files: sums.files[node]! };
    const own = put(at.parent, node, tree.kindOf(node), sum, main.of(node));
    const small = gathered.together.get(node);
    if (small !== undefined) {
      const kind = small.siblings === 1 ? tree.kindOf(small.node) : 'd';
      const place = put(own, small.node, kind === 'd' ? '+' : kind, small, main.ofTogether(node));
      if (kind === 'd') out.together[place] = small.siblings;
    }
    for (const child of (children.get(node) ?? []).reverse()) pending.push({ node: child, parent: own });
  }
  return out;
}

/** Kept children, heaviest first. */
function childrenOf(sums: Sums, isKept: Uint8Array): ReadonlyMap<number, number[]> {
  const children = new Map<number, number[]>();
  for (let node = 1; node < isKept.length; node++) {
    if (isKept[node] === 0) continue;
    const parent = sums.tree.parents[node]!;
    const siblings = children.get(parent);
    if (siblings === undefined) children.set(parent, [node]);
    else siblings.push(node);
  }
  const { nameOf } = sums.tree;
  for (const siblings of children.values())
    siblings.sort((a, b) => weight(sums, b) - weight(sums, a) || compareText(nameOf(a), nameOf(b)));
  return children;
}
