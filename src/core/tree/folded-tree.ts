import type { Bytes, Count } from '../bytes.ts';

/**
 * A tree of names cut to its largest parts, in columns: what is small stands together in one node beside its larger siblings.
 * Nothing is lost in the sums: the children of a directory add up to it, exactly.
 */
export interface FoldedTree {
  /** By node its parent, which stands before it; -1 for the root, node 0. */
  readonly parents: readonly number[];
  /** The node's own name; empty for the root and for small siblings that stand together. */
  readonly names: readonly string[];
  /** A letter a node: `d` directory, `f` file, `l` symbolic link, `o` anything else, `+` small siblings together. */
  readonly kinds: string;
  /** Bytes of the files below, or of the file. */
  readonly bytes: readonly Bytes[];
  /** Bytes at or below this place that are not in the tree: hidden by later layers, or left out by the rules. */
  readonly hidden: readonly Bytes[];
  /** Files below; 1 for a file. */
  readonly files: readonly Count[];
  /** The layer with most of these bytes; -1 without one. */
  readonly layers: readonly number[];
  /** A letter a node: the state with most of these bytes, a blank without one. */
  readonly states: string;
  /** How many siblings stand together, by node of kind `+`. */
  readonly together: Readonly<Record<number, Count>>;
  /** All names of the tree, those that stand together among them. */
  readonly paths: Count;
}

/** What a node of a tree is: the letters of {@link FoldedTree.kinds}. */
export type NodeKind = 'd' | 'f' | 'l' | 'o';

/** A whole tree of sizes in columns, parents before children, node 0 the root; bytes and layers are those of the node alone. */
export interface SizedTree {
  readonly count: Count;
  readonly parents: ArrayLike<number>;
  readonly bytes: ArrayLike<number>;
  readonly hidden: ArrayLike<number>;
  /** True for what is to be seen; the parents of such a node are seen as well. */
  readonly isThere: (node: number) => boolean;
  readonly nameOf: (node: number) => string;
  readonly kindOf: (node: number) => NodeKind;
  /** 1 for a file whose bytes count here, else 0. */
  readonly filesOf: (node: number) => number;
  /** -1 without one. */
  readonly layerOf: (node: number) => number;
  /** One letter; a blank without one. */
  readonly stateOf: (node: number) => string;
}
