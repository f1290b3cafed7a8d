import { grown } from '../index/grow.ts';
import type { EntryTable } from '../stack/entry-table.ts';

/** Beyond any entry: seen once, with no bytes. */
const BLANK = 0x7fffffff;
/** dive's mark for a path that it met and could not measure. */
const UNMEASURED = -1;

/** Sums over all paths that dive met. */
export interface PathSums {
  /** Of each path's smallest size; dive takes one off for a path that it could not measure. */
  readonly smallest: number;
  readonly cumulative: number;
  /** Cumulative bytes of the paths that were met at least twice: dive's wasted bytes. */
  readonly repeated: number;
}

/**
 * What dive keeps by path: how often a leaf was met, its sizes added up and the smallest of them. A path that was met once costs four
 * bytes here, since most are.
 */
export class PathTally {
  readonly #entries: EntryTable;
  /** By node: 0 never met; above 0 met once, an entry's number plus one, or BLANK; below 0 the place in the columns. */
  readonly #seen: Int32Array;
  #count = 0;
  #times: Int32Array = new Int32Array(64);
  #cumulative: Float64Array = new Float64Array(64);
  #smallest: Float64Array = new Float64Array(64);

  constructor(entries: EntryTable, nodes: number) {
    this.#entries = entries;
    this.#seen = new Int32Array(nodes);
  }

  /** A leaf of a layer at a node; `owner` is its entry, negative where no entry lists it. */
  addLeaf(node: number, owner: number): void {
    if (this.#seen[node] === 0) this.#seen[node] = owner < 0 ? BLANK : owner + 1;
    else this.addBytes(node, this.#bytesOf(owner));
  }

  /** A whiteout at a node, worth some bytes. */
  addBytes(node: number, bytes: number): void {
    const at = this.#columnOf(node);
    this.#times[at]!++;
    this.#cumulative[at]! += bytes;
    const smallest = this.#smallest[at]!;
    if (smallest < 0 || bytes < smallest) this.#smallest[at] = bytes;
  }

  /** A whiteout of what is not there: dive begins an entry for it and gives up. */
  addUnmeasured(node: number): void {
    this.#columnOf(node);
  }

  sums(): PathSums {
    const once = this.#bytesOnce();
    const sums = { smallest: once, cumulative: once, repeated: 0 };
    for (let at = 0; at < this.#count; at++) {
      sums.smallest += this.#smallest[at]!;
      sums.cumulative += this.#cumulative[at]!;
      if (this.#times[at]! > 1) sums.repeated += this.#cumulative[at]!;
    }
    return sums;
  }

  #bytesOnce(): number {
    const seen = this.#seen;
    let bytes = 0;
    for (let node = 0; node < seen.length; node++) {
      const entry = seen[node]!;
      if (entry > 0 && entry !== BLANK) bytes += this.#entries.size(entry - 1);
    }
    return bytes;
  }

  #columnOf(node: number): number {
    const seen = this.#seen[node]!;
    if (seen < 0) return -seen - 1;
    const at = this.#count++;
    if (at >= this.#times.length) this.#grow(at + 1);
    this.#seen[node] = -at - 1;
    const bytes = seen === 0 ? UNMEASURED : this.#bytesOf(seen === BLANK ? -1 : seen - 1);
    this.#times[at] = seen === 0 ? 0 : 1;
    this.#cumulative[at] = Math.max(0, bytes);
    this.#smallest[at] = bytes;
    return at;
  }

  #bytesOf(owner: number): number {
    return owner < 0 ? 0 : this.#entries.size(owner);
  }

  #grow(length: number): void {
    this.#times = grown(this.#times, length);
    this.#cumulative = grown(this.#cumulative, length);
    this.#smallest = grown(this.#smallest, length);
  }
}
