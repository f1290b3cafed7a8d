import type { Hash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { PlimsollError } from '../core/errors.ts';
import type { ProgressListener } from '../core/progress.ts';

/** Who is told of a stream while it is read, and who may end it. */
export interface StreamOptions {
  readonly onProgress?: ProgressListener | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A stream whose first bytes can be looked at before it is read. */
export class HeadedStream {
  /** Bytes that were read so far. */
  bytes = 0;
  readonly #pieces: AsyncIterator<Uint8Array>;
  readonly #options: StreamOptions;
  readonly #hash: Hash | null;
  readonly #held: Uint8Array[] = [];

  /** `hash` takes in every byte that goes by. */
  constructor(stream: Readable, options: StreamOptions, hash: Hash | null = null) {
    this.#hash = hash;
    this.#pieces = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
    this.#options = options;
  }

  /** The first bytes, fewer where the stream is shorter. */
  async head(length: number): Promise<Uint8Array> {
    for (let have = 0; have < length; ) {
      const next = await this.#pieces.next();
      if (next.done) break;
      this.#held.push(next.value);
      have += next.value.length;
    }
    return Buffer.concat(this.#held).subarray(0, length);
  }

  /** All bytes from the first on. Throws `aborted` when the signal says so. */
  async *pieces(): AsyncGenerator<Uint8Array> {
    for (const piece of this.#held.splice(0)) yield this.#count(piece);
    for (;;) {
      const next = await this.#pieces.next();
      if (next.done) return;
      yield this.#count(next.value);
    }
  }

  #count(piece: Uint8Array): Uint8Array {
    if (this.#options.signal?.aborted) throw new PlimsollError('aborted', 'The inspection was aborted.');
    this.bytes += piece.length;
    this.#hash?.update(piece);
    this.#options.onProgress?.({ phase: 'reading the stream', done: this.bytes, total: null, unit: 'bytes' });
    return piece;
  }
}
