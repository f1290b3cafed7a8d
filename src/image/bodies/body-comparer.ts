import type { LayerScan } from '../../archive/layer-scan.ts';
import type { LayerIndex } from '../index/layer-index.ts';
import { NONE } from '../index/name-tree.ts';
import { ALIKE, DIFFERENT, IDENTICAL, NOT_COMPARED } from '../stack/hidden-bodies.ts';
import type { Stack } from '../stack/stack.ts';
import { type BodyPlace, digestOf, hasEqualBytes, hasEqualSamples, SAMPLE_BYTES } from './body-reader.ts';
import { BodyReaders } from './body-readers.ts';

/** Compares stored bodies two by two, within bounds on what is read. */
export class BodyComparer {
  readonly #stack: Stack;
  readonly #readers: BodyReaders;
  #left: number;
  #samplesLeft: number;
  /** Bytes of content that were compared so far; each pair counts once. */
  comparedBytes = 0;
  /** Pairs that were not compared because what is stored is not simply the content. */
  sparsePairs = 0;

  constructor(stack: Stack, scans: readonly LayerScan<LayerIndex>[], limit: number, samplingLimit: number) {
    this.#stack = stack;
    this.#readers = new BodyReaders(stack.entries, scans);
    this.#left = limit;
    this.#samplesLeft = samplingLimit;
  }

  /** IDENTICAL or DIFFERENT where that is certain, ALIKE where samples agree, NOT_COMPARED where it cannot be told. */
  compare(before: number, after: number): number {
    const { entries } = this.#stack;
    if (after === NONE || entries.size(before) !== entries.size(after)) return DIFFERENT;
    const size = entries.size(before);
    if (size === 0) return IDENTICAL;
    const [a, b] = [this.#readers.locate(before), this.#readers.locate(after)];
    if (a.isSparse || b.isSparse) {
      this.sparsePairs++;
      return NOT_COMPARED;
    }
    if (a.fingerprint !== null && b.fingerprint !== null)
      return verdict(Buffer.compare(a.fingerprint, b.fingerprint) === 0);
    const hasBoth = a.place !== null && b.place !== null;
    if (size > this.#left) return hasBoth ? this.#sample(before, after, a.place, b.place) : NOT_COMPARED;
    this.#left -= size;
    this.comparedBytes += size;
    if (hasBoth) return verdict(hasEqualBytes(a.place, b.place));
    const left = a.fingerprint ?? (a.place && digestOf(a.place));
    const right = b.fingerprint ?? (b.place && digestOf(b.place));
    return left && right ? verdict(Buffer.compare(left, right) === 0) : NOT_COMPARED;
  }

  #sample(before: number, after: number, a: BodyPlace, b: BodyPlace): number {
    const cost = Math.min(a.size, SAMPLE_BYTES);
    if (cost > this.#samplesLeft) return NOT_COMPARED;
    this.#samplesLeft -= cost;
    this.comparedBytes += cost;
    if (!hasEqualSamples(a, b)) return DIFFERENT;
    if (a.size <= SAMPLE_BYTES) return IDENTICAL;
    const { entries } = this.#stack;
    return entries.mtime(before) === entries.mtime(after) ? ALIKE : NOT_COMPARED;
  }
}

function verdict(isEqual: boolean): number {
  return isEqual ? IDENTICAL : DIFFERENT;
}
