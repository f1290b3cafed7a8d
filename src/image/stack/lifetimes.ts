import { implyingLayer } from './union-tree.ts';

/** In place of a layer: never. */
export const NEVER = 0x7fffffff;

/** How long each entry was what its path showed: from its own layer to the one that took its place or removed it. */
export class Lifetimes {
  /** By entry: the layer in which its path ceased to show it; {@link NEVER} when it is in the final tree. */
  readonly endOf: Int32Array;
  /** Directories that were implied by paths below them for a while: node, first layer, layer that ended it, node, ... */
  readonly implied: number[] = [];

  constructor(entries: number) {
    this.endOf = new Int32Array(entries).fill(NEVER);
  }

  /** A layer ends what a visible node showed; `owner` as the union tree has it. */
  end(node: number, owner: number, layer: number): void {
    if (owner >= 0) this.endOf[owner] = layer;
    else this.implied.push(node, implyingLayer(owner), layer);
  }
}
