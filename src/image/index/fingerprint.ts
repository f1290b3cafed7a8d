import { createHash, type Hash, hash } from 'node:crypto';

/** Length of a sha256. */
export const FINGERPRINT_BYTES = 32;

/** Hashes one body that passes in pieces. */
export class Fingerprinter {
  #hash: Hash | null = null;
  #only: Uint8Array | null = null;

  /** Takes the next piece; a single piece is hashed in one go at the end. */
  write(piece: Uint8Array): void {
    if (this.#hash === null && this.#only === null) {
      this.#only = piece;
      return;
    }
    if (this.#hash === null) {
      this.#hash = createHash('sha256').update(this.#only!);
      this.#only = null;
    }
    this.#hash.update(piece);
  }

  /** The fingerprint of what was written, and a fresh start. */
  finish(): Uint8Array {
    const digest =
      this.#hash === null ? hash('sha256', this.#only ?? new Uint8Array(0), 'buffer') : this.#hash.digest();
    this.#hash = null;
    this.#only = null;
    return digest;
  }
}
