import { grown } from './index/grow.ts';

/** Finds the numbers with the `top` largest values among many, without sorting them all: 12 bytes for each that may be one of them. */
export class Ranking {
  readonly #top: number;
  #ids: Int32Array = new Int32Array(256);
  #values: Float64Array = new Float64Array(256);
  #count = 0;
  /** Values below this one cannot be among the largest. */
  #least = Number.NEGATIVE_INFINITY;
  #room: number;

  /** `top` 0 keeps all. */
  constructor(top: number) {
    this.#top = top;
    this.#room = top === 0 ? Number.POSITIVE_INFINITY : 4 * top + 64;
  }

  add(id: number, value: number): void {
    if (value < this.#least) return;
    const at = this.#count++;
    if (at >= this.#ids.length) {
      this.#ids = grown(this.#ids, at + 1);
      this.#values = grown(this.#values, this.#ids.length);
    }
    this.#ids[at] = id;
    this.#values[at] = value;
    if (this.#count >= this.#room) this.#cut();
  }

  /** The largest, and all that equal the smallest of them. */
  candidates(): Int32Array {
    if (this.#top > 0 && this.#count > this.#top) this.#cut();
    return this.#ids.subarray(0, this.#count);
  }

  /** The largest in their order; `compare` decides between equal values. */
  best(
    compare: (a: number, b: number) => number,
  ): readonly { readonly id: number; readonly value: number }[] {
    const order = (a: number, b: number): number =>
      this.#values[b]! - this.#values[a]! || compare(this.#ids[a]!, this.#ids[b]!);
    const total = this.candidates().length;
    const top = this.#top === 0 ? total : this.#top;
    let kept: number[] = [];
    let isFull = false;
    for (let at = 0; at < total; at++) {
      if (isFull && order(at, kept[top - 1]!) > 0) continue;
      kept.push(at);
      if (kept.length < 2 * top + 64) continue;
      kept = kept.sort(order).slice(0, top);
      isFull = true;
    }
    const best = kept.sort(order).slice(0, top);
    return best.map((at) => ({ id: this.#ids[at]!, value: this.#values[at]! }));
  }

  #cut(): void {
    const values = this.#values.slice(0, this.#count).sort();
    this.#least = values[values.length - this.#top]!;
    let kept = 0;
    for (let at = 0; at < this.#count; at++) {
      if (this.#values[at]! < this.#least) continue;
      this.#ids[kept] = this.#ids[at]!;
      this.#values[kept++] = this.#values[at]!;
    }
    this.#count = kept;
    this.#room = Math.max(this.#room, 2 * kept); // equal values are all kept
  }
}
