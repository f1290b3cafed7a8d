import { type NameTree, ROOT } from '../index/name-tree.ts';
import { sortByName, sortByValue } from './sort-nodes.ts';
import type { TreeSums } from './sums.ts';
import { STATE } from './view.ts';

/** By name, byte by byte; largest first, by what is there or by what is hidden, then by name; or as they come. */
export type ChildOrder = 'name' | 'size' | 'hidden' | 'none';

/** The children of every node that a view shows: one array for all, sorted when somebody looks. */
export class ChildLists {
  readonly #names: NameTree;
  readonly #state: Uint8Array;
  readonly #sums: TreeSums;
  /** Where each node's children begin; the next node's begin is their end. */
  readonly #start: Uint32Array;
  readonly #nodes: Int32Array;

  constructor(names: NameTree, state: Uint8Array, sums: TreeSums) {
    this.#names = names;
    this.#state = state;
    this.#sums = sums;
    const end = new Uint32Array(state.length + 1);
    for (let node = ROOT + 1; node < state.length; node++)
      if (state[node] !== STATE.absent) end[names.parent(node)]!++;
    for (let node = 0; node < state.length; node++) end[node + 1]! += end[node]!;
    this.#nodes = new Int32Array(end[state.length]!);
    for (let node = state.length - 1; node > ROOT; node--)
      if (state[node] !== STATE.absent) this.#nodes[--end[names.parent(node)]!] = node;
    this.#start = end;
  }

  count(node: number): number {
    return this.#start[node + 1]! - this.#start[node]!;
  }

  of(node: number, order: ChildOrder): Int32Array {
    const children = this.#nodes.slice(this.#start[node], this.#start[node + 1]);
    if (order === 'none') return children;
    if (order === 'name') return sortByName(this.#names, children);
    const value = order === 'hidden' ? this.#hidden : this.#size;
    return sortByValue(this.#names, children, value);
  }

  readonly #hidden = (node: number): number => this.#sums.hiddenBytes[node]!;

  /** What was removed counts by what it was, behind all that is there. */
  readonly #size = (node: number): number =>
    this.#state[node] === STATE.removed ? this.#sums.hiddenBytes[node]! : this.#sums.totalBytes[node]!;
}
