import type { LayerScan } from '../../archive/layer-scan.ts';
import { digestOf, hasEqualBytes } from '../../image/bodies/body-reader.ts';
import { BodyReaders, type LocatedBody } from '../../image/bodies/body-readers.ts';
import type { DiffIds } from '../../image/diff-ids.ts';
import type { LayerIndex } from '../../image/index/layer-index.ts';
import { NONE } from '../../image/index/name-tree.ts';
import type { Stack } from '../../image/stack/stack.ts';
import { type ImageColumns, imageColumns } from '../paths/image-columns.ts';
import { type ContentReader, type Equality, ReadAllowance } from './content-reader.ts';

/** What of a survey a comparison needs. */
export interface SurveyedImage {
  readonly stack: Stack;
  readonly scans: readonly LayerScan<LayerIndex>[];
  readonly diffIds: DiffIds;
}

/** One image of a comparison. */
export interface ImageSide extends SurveyedImage {
  readonly columns: ImageColumns;
  readonly readers: BodyReaders;
}

/** The final tree in columns, and readers of its bodies. Both images are to be surveyed first: they share the tree of names. */
export function imageSide(image: SurveyedImage): ImageSide {
  return {
    ...image,
    columns: imageColumns(image.stack),
    readers: new BodyReaders(image.stack.entries, image.scans),
  };
}

/**
 * Compares bodies of two open images. Bodies at the same place of layers with equal diff IDs are the same without a look; else sizes come
 * first, then fingerprints where a body passed as a stream, then the bytes up to the first difference, in all at most `limit` of them.
 */
export class ImageContent implements ContentReader {
  readonly #before: ImageSide;
  readonly #after: ImageSide;
  readonly #allowance: ReadAllowance;

  constructor(before: ImageSide, after: ImageSide, limit: number) {
    this.#before = before;
    this.#after = after;
    this.#allowance = new ReadAllowance(limit);
  }

  get leftOut(): number {
    return this.#allowance.leftOut;
  }

  compare(before: number, after: number): Equality {
    const old = this.#before.columns.body[before]!;
    const now = this.#after.columns.body[after]!;
    if (old === NONE || now === NONE) return old === now ? 'same' : 'unknown';
    const size = this.#before.stack.entries.size(old);
    if (size !== this.#after.stack.entries.size(now)) return 'different';
    if (size === 0 || this.#isSameEntry(old, now)) return 'same';
    const [a, b] = [this.#before.readers.locate(old), this.#after.readers.locate(now)];
    if (a.isSparse || b.isSparse) return 'unknown';
    if (a.place !== null && b.place !== null) {
      if (!this.#allowance.spend(size)) return 'unknown';
      return equality(hasEqualBytes(a.place, b.place));
    }
    const [left, right] = [this.#printOf(a), this.#printOf(b)];
    if (left === null || right === null) return 'unknown';
    return equality(Buffer.compare(left, right) === 0);
  }

  fingerprint(side: 'before' | 'after', node: number): string | null {
    const { columns, readers } = side === 'before' ? this.#before : this.#after;
    const body = columns.body[node]!;
    if (body === NONE) return null;
    const located = readers.locate(body);
    const print = located.isSparse ? null : this.#printOf(located);
    return print && Buffer.from(print).toString('latin1');
  }

  /** The same member of the same layer. */
  #isSameEntry(old: number, now: number): boolean {
    const [before, after] = [this.#before.stack.entries, this.#after.stack.entries];
    const [layer, other] = [before.layerOf(old), after.layerOf(now)];
    const diffId = this.#before.diffIds[layer] ?? null;
    if (diffId === null || diffId !== this.#after.diffIds[other]) return false;
    return old - before.firstOf[layer]! === now - after.firstOf[other]!;
  }

  #printOf({ fingerprint, place }: LocatedBody): Uint8Array | null {
    if (fingerprint !== null || place === null) return fingerprint;
    return this.#allowance.spend(place.size) ? digestOf(place) : null;
  }
}

function equality(isEqual: boolean): Equality {
  return isEqual ? 'same' : 'different';
}
