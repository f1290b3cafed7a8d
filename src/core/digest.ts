const DIGEST = /^([a-z0-9]+(?:[.+_-][a-z0-9]+)*):([a-f0-9]+)$/;
const HEX_LENGTH = { sha256: 64, sha384: 96, sha512: 128 };

/** What digests are made with. */
export type DigestAlgorithm = keyof typeof HEX_LENGTH;

/** A digest in two parts: `sha256` and 64 hex digits. */
export interface Digest {
  readonly algorithm: DigestAlgorithm;
  readonly hex: string;
}

/**
 * Reads `sha256:<64 hex>` (sha384 and sha512 likewise); null for anything else, paths among them.
 * Source: OCI image spec, descriptor.md, "Digests".
 */
export function parseDigest(text: string): Digest | null {
  const match = DIGEST.exec(text);
  const [, algorithm = '', hex = ''] = match ?? [];
  return isAlgorithm(algorithm) && HEX_LENGTH[algorithm] === hex.length ? { algorithm, hex } : null;
}

function isAlgorithm(name: string): name is DigestAlgorithm {
  return Object.hasOwn(HEX_LENGTH, name);
}
