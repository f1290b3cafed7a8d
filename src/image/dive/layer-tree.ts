import { KIND } from '../index/entry-kind.ts';
import { grown } from '../index/grow.ts';
import type { LayerIndex } from '../index/layer-index.ts';
import { type NameTree, ROOT } from '../index/name-tree.ts';

const PRESENT = 1;
const HAS_CHILD = 2;
const WHITEOUT = 4;

/** A list of nodes that grows. */
class NodeList {
  length = 0;
  #nodes: Int32Array = new Int32Array(64);

  push(node: number): void {
    if (this.length >= this.#nodes.length) this.#nodes = grown(this.#nodes, this.length + 1);
    this.#nodes[this.length++] = node;
  }

  view(): Int32Array {
    return this.#nodes.subarray(0, this.length);
  }
}

/**
 * The tree that dive builds of one layer alone: every component of every path is a node, parents that no entry lists included.
 * Whiteouts are nodes of their own and make their directory no leaf; what begins with `.wh..wh.` is dropped, though its directory stays.
 */
export class LayerTree {
  readonly #names: NameTree;
  readonly #flags: Uint8Array;
  #nodes = new NodeList();
  #whiteouts = new NodeList();

  constructor(names: NameTree) {
    this.#names = names;
    this.#flags = new Uint8Array(names.size);
  }

  /** All nodes but the root and the whiteouts. */
  get nodes(): Int32Array {
    return this.#nodes.view();
  }

  /** The nodes that whiteouts hide, each once. */
  get whiteouts(): Int32Array {
    return this.#whiteouts.view();
  }

  isLeaf(node: number): boolean {
    return (this.#flags[node]! & HAS_CHILD) === 0;
  }

  /** Forgets the last layer and takes in another. */
  load(layer: LayerIndex): void {
    this.#clear();
    const { node: nodes, kind, count } = layer;
    for (let i = 0; i < count; i++) {
      const node = nodes[i]!;
      if (node === ROOT) continue;
      if (kind[i] !== KIND.whiteout) this.#add(node);
      else if ((this.#flags[node]! & WHITEOUT) === 0) {
        this.#flags[node]! |= WHITEOUT;
        this.#whiteouts.push(node);
        this.#addParent(node);
      }
    }
  }

  #add(node: number): void {
    if ((this.#flags[node]! & PRESENT) !== 0) return;
    this.#flags[node]! |= PRESENT;
    this.#nodes.push(node);
    this.#addParent(node);
  }

  #addParent(node: number): void {
    for (let at = this.#names.parent(node); at !== ROOT; at = this.#names.parent(at)) {
      const flags = this.#flags[at]!;
      this.#flags[at] = flags | PRESENT | HAS_CHILD;
      if ((flags & PRESENT) !== 0) return;
      this.#nodes.push(at);
    }
  }

  #clear(): void {
    for (const node of this.nodes) this.#flags[node] = 0;
    for (const node of this.whiteouts) this.#flags[node] = 0;
    this.#nodes = new NodeList();
    this.#whiteouts = new NodeList();
  }
}
