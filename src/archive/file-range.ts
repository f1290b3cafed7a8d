import { read, readSync } from 'node:fs';
import { endedEarly } from '../files/file-error.ts';

const PIECE = 256 << 10;

/** Part of a file that can be read anywhere. */
export interface FileRange {
  readonly fd: number;
  /** Where it begins in the file. */
  readonly start: number;
  readonly length: number;
}

/** The bytes of a range in pieces; each is valid for ever, or with `into` until the next. */
export async function* readRange(range: FileRange, into: Buffer | null = null): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < range.length; ) {
    const left = range.length - at;
    const piece = into?.subarray(0, left) ?? Buffer.allocUnsafeSlow(Math.min(PIECE, left));
    const count = await readAt(range.fd, piece, range.start + at);
    if (count === 0) throw endedEarly(range.start + at);
    yield count === piece.length ? piece : piece.subarray(0, count);
    at += count;
  }
}

/** The first bytes of a range. */
export function readHead(range: FileRange, length: number): Uint8Array {
  const head = new Uint8Array(Math.min(length, range.length));
  readFully(range.fd, head, 0, head.length, range.start);
  return head;
}

/** Reads exactly `length` bytes at a position; throws when the file ends before. */
export function readFully(
  fd: number,
  into: Uint8Array,
  offset: number,
  length: number,
  position: number,
): void {
  let done = 0;
  while (done < length) {
    const count = readSync(fd, into, offset + done, length - done, position + done);
    if (count === 0) throw endedEarly(position + done);
    done += count;
  }
}

function readAt(fd: number, into: Uint8Array, position: number): Promise<number> {
  return new Promise((resolve, reject) => {
    read(fd, into, 0, into.length, position, (error, count) => (error ? reject(error) : resolve(count)));
  });
}
