import type { EntryKind } from '../index/entry-kind.ts';
import type { LayerIndex } from '../index/layer-index.ts';

/** The entries of all layers, numbered through from the first entry of the base. */
export class EntryTable {
  readonly layers: readonly LayerIndex[];
  /** Number of each layer's first entry, and in the end the number of all entries. */
  readonly firstOf: readonly number[];
  #lastLayer = 0;

  constructor(layers: readonly LayerIndex[]) {
    this.layers = layers;
    const first = [0];
    for (const layer of layers) first.push(first.at(-1)! + layer.count);
    this.firstOf = first;
  }

  get count(): number {
    return this.firstOf.at(-1)!;
  }

  /** The layer of an entry. */
  layerOf(entry: number): number {
    const first = this.firstOf;
    if (first[this.#lastLayer]! <= entry && entry < first[this.#lastLayer + 1]!) return this.#lastLayer;
    let low = 0;
    let high = this.layers.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (first[middle]! <= entry) low = middle;
      else high = middle - 1;
    }
    this.#lastLayer = low;
    return low;
  }

  /** The layer's index and the entry's number in it. */
  locate(entry: number): { readonly index: LayerIndex; readonly at: number } {
    const layer = this.layerOf(entry);
    return { index: this.layers[layer]!, at: entry - this.firstOf[layer]! };
  }

  kind(entry: number): EntryKind {
    const layer = this.layerOf(entry);
    return this.layers[layer]!.kind[entry - this.firstOf[layer]!] as EntryKind;
  }

  size(entry: number): number {
    const layer = this.layerOf(entry);
    return this.layers[layer]!.size[entry - this.firstOf[layer]!]!;
  }

  mode(entry: number): number {
    const layer = this.layerOf(entry);
    return this.layers[layer]!.mode[entry - this.firstOf[layer]!]!;
  }

  mtime(entry: number): number {
    const layer = this.layerOf(entry);
    return this.layers[layer]!.mtime[entry - this.firstOf[layer]!]!;
  }
}
