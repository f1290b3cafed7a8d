import { createHash, type Hash } from 'node:crypto';
import type { DigestAlgorithm } from '../core/digest.ts';
import type { FileRange } from './file-range.ts';
import { readRange } from './file-range.ts';

const HASHED_AT_ONCE = 1 << 20;

/** The digest of some bytes: `sha256:<hex>`, or of another algorithm. */
export function digestOf(bytes: Uint8Array, algorithm: DigestAlgorithm = 'sha256'): string {
  return finishDigest(createHash(algorithm).update(bytes), algorithm);
}

/** The digest that a hash of everything so far gives: `sha256:<hex>`. */
export function finishDigest(hash: Hash, algorithm: DigestAlgorithm = 'sha256'): string {
  return `${algorithm}:${hash.digest('hex')}`;
}

/** The digest of what lies in a file; `onBytes` is told of bytes as they are read. */
export async function digestRange(
  range: FileRange,
  onBytes?: (count: number) => void,
  algorithm: DigestAlgorithm = 'sha256',
): Promise<string> {
  const hash = createHash(algorithm);
  for await (const piece of readRange(range, Buffer.allocUnsafeSlow(HASHED_AT_ONCE))) {
    hash.update(piece);
    onBytes?.(piece.length);
  }
  return finishDigest(hash, algorithm);
}
