import type { LayerScan } from '../archive/layer-scan.ts';
import { type BodyPlace, BodyReader, fingerprintOf, hasEqualBytes } from './body-reader.ts';
import { DIFFERENT, IDENTICAL, NOT_COMPARED, OVERWRITTEN } from './hidden-bodies.ts';
import type { LayerIndex } from './layer-index.ts';
import type { Stack } from './stack.ts';
import { NONE } from './union-tree.ts';

/** Bytes that comparing may read by default: 2 GB. */
export const COMPARE_LIMIT: number = 2e9;

/** What comparing did. */
export interface ComparisonOutcome {
  readonly bytesRead: number;
  /** Rewrites that were left uncompared because the limit was reached. */
  readonly leftOut: number;
}

/**
 * Finds out which rewrites stored the same bytes again. Sizes come first; only equal sizes are read, up to the first difference,
 * and in all at most `limit` bytes. Bodies that went by as a stream are compared by their fingerprints.
 */
export function compareRewrites(
  stack: Stack,
  scans: readonly LayerScan<LayerIndex>[],
  limit: number,
): ComparisonOutcome {
  const comparison = new Comparison(stack, scans);
  const { hidden } = stack;
  let leftOut = 0;
  for (let i = 0; i < hidden.count; i++) {
    if (hidden.cause[i] !== OVERWRITTEN || hidden.successor[i] === NONE) continue;
    const after = stack.bodyOf(hidden.successor[i]!);
    const outcome = comparison.compare(hidden.body[i]!, after, limit);
    if (outcome === null) leftOut++;
    hidden.comparison[i] = outcome ?? NOT_COMPARED;
  }
  return { bytesRead: comparison.bytesRead, leftOut };
}

const MOST_READERS = 8;

class Comparison {
  readonly #stack: Stack;
  readonly #scans: readonly LayerScan<LayerIndex>[];
  readonly #readers = new Map<number, BodyReader>();
  #closedBytes = 0;

  constructor(stack: Stack, scans: readonly LayerScan<LayerIndex>[]) {
    this.#stack = stack;
    this.#scans = scans;
  }

  get bytesRead(): number {
    let sum = this.#closedBytes;
    for (const reader of this.#readers.values()) sum += reader.bytesRead;
    return sum;
  }

  /** IDENTICAL, DIFFERENT, or NOT_COMPARED where it cannot be known; null when the limit forbids to look. */
  compare(before: number, after: number, limit: number): number | null {
    const { entries } = this.#stack;
    if (after === NONE || entries.size(before) !== entries.size(after)) return DIFFERENT;
    if (entries.size(before) === 0) return IDENTICAL;
    const [a, b] = [this.#side(before), this.#side(after)];
    if (a.isSparse || b.isSparse) return NOT_COMPARED;
    if (a.fingerprint !== null && b.fingerprint !== null)
      return verdict(Buffer.compare(a.fingerprint, b.fingerprint) === 0);
    if (this.bytesRead >= limit) return null;
    if (a.place !== null && b.place !== null) return verdict(hasEqualBytes(a.place, b.place));
    if (a.place === null && a.fingerprint === null) return NOT_COMPARED;
    if (b.place === null && b.fingerprint === null) return NOT_COMPARED;
    const left = a.fingerprint ?? fingerprintOf(a.place!);
    const right = b.fingerprint ?? fingerprintOf(b.place!);
    return verdict(Buffer.compare(left, right) === 0);
  }

  #side(entry: number): { fingerprint: Uint8Array | null; place: BodyPlace | null; isSparse: boolean } {
    const layer = this.#stack.entries.layerOf(entry);
    const { index, at } = this.#stack.entries.locate(entry);
    const reader = this.#reader(layer);
    const place = reader === null ? null : { reader, offset: index.bodyOffset[at]!, size: index.size[at]! };
    return {
      fingerprint: reader === null ? index.fingerprint(at) : null,
      place,
      isSparse: index.sparse.has(at),
    };
  }

  #reader(layer: number): BodyReader | null {
    const known = this.#readers.get(layer);
    if (known) return known;
    const range = this.#scans[layer]!.range;
    if (range === null) return null;
    if (this.#readers.size >= MOST_READERS) {
      this.#closedBytes = this.bytesRead;
      this.#readers.clear();
    }
    const reader = new BodyReader(range);
    this.#readers.set(layer, reader);
    return reader;
  }
}

function verdict(isEqual: boolean): number {
  return isEqual ? IDENTICAL : DIFFERENT;
}
