/** Finds the numbers with the `top` largest values among many, without sorting them all. */
export class Ranking {
  readonly #top: number;
  #kept: { readonly id: number; readonly value: number }[] = [];
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
    this.#kept.push({ id, value });
    if (this.#kept.length >= this.#room) this.#cut();
  }

  /** The largest, and all that equal the smallest of them: whoever ranks them needs a second criterion. */
  candidates(): ReadonlySet<number> {
    if (this.#top > 0 && this.#kept.length > this.#top) this.#cut();
    return new Set(this.#kept.map(({ id }) => id));
  }

  #cut(): void {
    const values = Float64Array.from(this.#kept, ({ value }) => value).sort();
    this.#least = values[values.length - this.#top]!;
    this.#kept = this.#kept.filter(({ value }) => value >= this.#least);
    this.#room = Math.max(this.#room, 2 * this.#kept.length); // equal values are all kept
  }
}
