import { read } from 'node:fs';
import { endedEarly } from '../files/file-error.ts';
import { type FileRange, readFully } from './tar/scan-file.ts';

const PIECE = 256 << 10;

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

function readAt(fd: number, into: Uint8Array, position: number): Promise<number> {
  return new Promise((resolve, reject) => {
    read(fd, into, 0, into.length, position, (error, count) => (error ? reject(error) : resolve(count)));
  });
}
