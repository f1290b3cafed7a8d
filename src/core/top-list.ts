/** The first `top` of many items by an order, found without sorting all of them. */
export class TopList<Item> {
  readonly #top: number;
  readonly #compare: (a: Item, b: Item) => number;
  #items: Item[] = [];
  #last: Item | undefined;

  /** `top` 0 keeps all; `compare` is a total order. */
  constructor(top: number, compare: (a: Item, b: Item) => number) {
    this.#top = top === 0 ? Number.POSITIVE_INFINITY : top;
    this.#compare = compare;
  }

  /** The last of the first `top` so far: what comes after it is not among them. Undefined while there is room. */
  get last(): Item | undefined {
    return this.#last;
  }

  add(item: Item): void {
    if (this.#last !== undefined && this.#compare(item, this.#last) > 0) return;
    this.#items.push(item);
    if (this.#items.length >= 2 * this.#top + 64) this.#cut();
  }

  /** The first ones, in order. */
  sorted(): readonly Item[] {
    this.#cut();
    return this.#items;
  }

  #cut(): void {
    this.#items.sort(this.#compare);
    if (this.#items.length <= this.#top) return;
    this.#items.length = this.#top;
    this.#last = this.#items.at(-1);
  }
}
