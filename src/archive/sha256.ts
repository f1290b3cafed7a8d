import { createHash, type Hash } from 'node:crypto';
import { readRange } from './read-range.ts';
import type { FileRange } from './tar/scan-file.ts';

const HASHED_AT_ONCE = 1 << 20;

/** The digest of some bytes: `sha256:<hex>`. */
export function digestOf(bytes: Uint8Array): string {
  return finishDigest(createHash('sha256').update(bytes));
}

/** The digest that a sha256 of everything so far gives: `sha256:<hex>`. */
export function finishDigest(hash: Hash): string {
  return `sha256:${hash.digest('hex')}`;
}

/** The digest of what lies in a file; `onBytes` is told of bytes as they are read. */
export async function digestRange(range: FileRange, onBytes?: (count: number) => void): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of readRange(range, Buffer.allocUnsafeSlow(HASHED_AT_ONCE))) {
    hash.update(piece);
    onBytes?.(piece.length);
  }
  return finishDigest(hash);
}
