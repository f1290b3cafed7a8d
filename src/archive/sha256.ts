import { createHash, type Hash } from 'node:crypto';

/** The digest of some bytes: `sha256:<hex>`. */
export function digestOf(bytes: Uint8Array): string {
  return finishDigest(createHash('sha256').update(bytes));
}

/** The digest that a sha256 of everything so far gives: `sha256:<hex>`. */
export function finishDigest(hash: Hash): string {
  return `sha256:${hash.digest('hex')}`;
}
