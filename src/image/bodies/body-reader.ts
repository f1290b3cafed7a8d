import { createHash, hash } from 'node:crypto';
import { type FileRange, readFully } from '../../archive/file-range.ts';

const WINDOW = 256 << 10;

/** Reads bodies of one plain layer; neighbours come out of one read. */
export class BodyReader {
  readonly #range: FileRange;
  readonly #window: Uint8Array;
  #start = 0;
  #end = 0;

  constructor(range: FileRange) {
    this.#range = range;
    this.#window = new Uint8Array(Math.min(WINDOW, range.length));
  }

  /** Up to `length` bytes at an offset of the layer's tar; valid until the next call. */
  view(offset: number, length: number): Uint8Array {
    const wanted = Math.min(length, this.#window.length);
    if (offset < this.#start || offset + wanted > this.#end) this.#load(offset, wanted);
    const at = offset - this.#start;
    return this.#window.subarray(at, Math.min(at + wanted, this.#end - this.#start));
  }

  #load(offset: number, wanted: number): void {
    // A body that is far from the last one is read alone: its neighbours are not asked for.
    const isNear = offset >= this.#start && offset - this.#end < WINDOW;
    const size = Math.min(isNear ? this.#window.length : wanted, this.#range.length - offset);
    readFully(this.#range.fd, this.#window, 0, size, this.#range.start + offset);
    this.#start = offset;
    this.#end = offset + size;
  }
}

/** One body: where it lies and how long it is. */
export interface BodyPlace {
  readonly reader: BodyReader;
  readonly offset: number;
  readonly size: number;
}

/** True when two bodies of one size have the same bytes; stops at the first difference. */
export function hasEqualBytes(a: BodyPlace, b: BodyPlace): boolean {
  const isShared = a.reader === b.reader;
  for (let done = 0; done < a.size; ) {
    const view = a.reader.view(a.offset + done, a.size - done);
    const left = isShared ? view.slice() : view;
    const right = b.reader.view(b.offset + done, Math.min(left.length, b.size - done));
    const length = Math.min(left.length, right.length);
    if (Buffer.compare(left.subarray(0, length), right.subarray(0, length)) !== 0) return false;
    done += length;
  }
  return true;
}

const SAMPLES = 4;
const SAMPLE_BLOCK = 4096;
/** Most bytes that sampling looks at in one body. */
export const SAMPLE_BYTES: number = SAMPLES * SAMPLE_BLOCK;

/** True when blocks spread over two bodies of one size are the same; of a small body that is all of it. */
export function hasEqualSamples(a: BodyPlace, b: BodyPlace): boolean {
  const step = Math.max(0, (a.size - SAMPLE_BLOCK) / (SAMPLES - 1));
  for (let n = 0; n < SAMPLES; n++) {
    const from = Math.floor(n * step);
    const size = Math.min(SAMPLE_BLOCK, a.size - from);
    const block = (body: BodyPlace): BodyPlace => ({ ...body, offset: body.offset + from, size });
    if (!hasEqualBytes(block(a), block(b))) return false;
  }
  return true;
}

/** sha256 of a body: the fingerprint that it would have left as a stream. */
export function digestOf(body: BodyPlace): Uint8Array {
  const whole = body.reader.view(body.offset, body.size);
  if (whole.length === body.size) return hash('sha256', whole, 'buffer');
  const pieces = createHash('sha256');
  for (let done = 0; done < body.size; ) {
    const piece = body.reader.view(body.offset + done, body.size - done);
    pieces.update(piece);
    done += piece.length;
  }
  return pieces.digest();
}
