import { type NameTree, NONE, ROOT } from '../index/name-tree.ts';

/**
 * Which nodes of a name tree are visible, and by which entry: the union of the layers so far.
 * Visible children hang in linked lists, so that removing a subtree costs as much as it holds and not as much as it once held.
 * An invisible node has no visible descendants.
 */
export class UnionTree {
  /** Entry that shows the node; a directory that no layer lists (only implied) is `-2 - layer`; NONE: invisible. */
  readonly owner: Int32Array;
  readonly #names: NameTree;
  readonly #firstChild: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;

  constructor(names: NameTree) {
    this.#names = names;
    this.owner = new Int32Array(names.size).fill(NONE);
    this.#firstChild = new Int32Array(names.size).fill(NONE);
    this.#next = new Int32Array(names.size).fill(NONE);
    this.#previous = new Int32Array(names.size).fill(NONE);
    this.owner[ROOT] = impliedBy(0);
  }

  isVisible(node: number): boolean {
    return this.owner[node] !== NONE;
  }

  /** First visible child, in no order; NONE without one. */
  firstChild(node: number): number {
    return this.#firstChild[node]!;
  }

  /** The next visible sibling; NONE at the end. */
  nextSibling(node: number): number {
    return this.#next[node]!;
  }

  /** Makes an invisible node visible below its (visible) parent. */
  show(node: number, owner: number): void {
    this.owner[node] = owner;
    const parent = this.#names.parent(node);
    const first = this.#firstChild[parent]!;
    this.#next[node] = first;
    this.#previous[node] = NONE;
    if (first !== NONE) this.#previous[first] = node;
    this.#firstChild[parent] = node;
  }

  /** Takes a visible node and all below it away; `gone` is told of each, parents first. */
  remove(node: number, gone: (node: number, owner: number) => void): void {
    this.#unlink(node);
    const pending = [node];
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      for (let child = this.#firstChild[at]!; child !== NONE; child = this.#next[child]!) pending.push(child);
      this.#firstChild[at] = NONE;
      const owner = this.owner[at]!;
      this.owner[at] = NONE;
      gone(at, owner);
    }
  }

  #unlink(node: number): void {
    const next = this.#next[node]!;
    const previous = this.#previous[node]!;
    if (previous === NONE) this.#firstChild[this.#names.parent(node)] = next;
    else this.#next[previous] = next;
    if (next !== NONE) this.#previous[next] = previous;
  }
}

/** The owner of a directory that only the paths below it imply. */
export function impliedBy(layer: number): number {
  return -2 - layer;
}

/** The layer that implied a directory; only for owners below NONE. */
export function implyingLayer(owner: number): number {
  return -2 - owner;
}
