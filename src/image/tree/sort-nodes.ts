import type { NameTree } from '../index/name-tree.ts';

/** Below this a plain sort is as quick. */
const MANY = 64;
/** What a number holds exactly: a key above, a place in the list below. */
const EXACT_BITS = 53;
const KEY_BYTES = 4;
const KEY_BITS = 8 * KEY_BYTES;
const MOST_NODES = 2 ** (EXACT_BITS - KEY_BITS);

/** Sorts nodes by their names, byte by byte. Long lists are sorted as numbers: four bytes of each name at a time. */
export function sortByName(names: NameTree, nodes: Int32Array): Int32Array {
  return sortFrom(names, nodes, 0);
}

/** Sorts nodes by a whole number, largest first, equal ones by name. */
export function sortByValue(names: NameTree, nodes: Int32Array, value: (node: number) => number): Int32Array {
  const isLarge = (node: number): boolean => value(node) >= 2 ** KEY_BITS;
  if (nodes.length < MANY || nodes.length > MOST_NODES || nodes.some(isLarge))
    return nodes.sort((a, b) => value(b) - value(a) || names.compareNames(a, b));
  sortByKey(nodes, (node) => 2 ** KEY_BITS - 1 - value(node));
  eachRun(nodes, value, (run) => sortFrom(names, run, 0));
  return nodes;
}

/** Nodes whose names are the same up to `from`. */
function sortFrom(names: NameTree, nodes: Int32Array, from: number): Int32Array {
  if (nodes.length < MANY || nodes.length > MOST_NODES) return nodes.sort(byName(names));
  const same = from + names.commonLength(nodes, from);
  sortByKey(nodes, (node) => names.nameWord(node, same));
  eachRun(
    nodes,
    (node) => names.nameWord(node, same),
    // Names that go on alike have all ended: what is left differs in nothing but length.
    (run) => (run.length === nodes.length ? run.sort(byName(names)) : sortFrom(names, run, same + KEY_BYTES)),
  );
  return nodes;
}

function byName(names: NameTree): (a: number, b: number) => number {
  return (a, b) => names.compareNames(a, b);
}

/** Sorts by a key of 32 bits; V8 sorts numbers without a comparator many times faster. */
function sortByKey(nodes: Int32Array, key: (node: number) => number): void {
  const keys = new Float64Array(nodes.length);
  for (let at = 0; at < nodes.length; at++) keys[at] = key(nodes[at]!) * MOST_NODES + at;
  keys.sort();
  const before = nodes.slice();
  for (let at = 0; at < nodes.length; at++) nodes[at] = before[keys[at]! % MOST_NODES]!;
}

/** Calls `sort` with every run of two and more nodes that have the same key. */
function eachRun(nodes: Int32Array, key: (node: number) => number, sort: (run: Int32Array) => void): void {
  for (let start = 0; start < nodes.length; ) {
    const value = key(nodes[start]!);
    let end = start + 1;
    while (end < nodes.length && key(nodes[end]!) === value) end++;
    if (end - start > 1) sort(nodes.subarray(start, end));
    start = end;
  }
}
