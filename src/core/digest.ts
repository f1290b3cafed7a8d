const DIGEST = /^([a-z0-9]+(?:[.+_-][a-z0-9]+)*):([a-f0-9]+)$/;
const HEX_LENGTH: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** A digest in two parts: `sha256` and 64 hex digits. */
export interface Digest {
  readonly algorithm: string;
  readonly hex: string;
}

/**
 * Reads `sha256:<64 hex>` (sha384 and sha512 likewise); null for anything else, paths among them.
 * Source: OCI image spec, descriptor.md, "Digests".
 */
export function parseDigest(text: string): Digest | null {
  const match = DIGEST.exec(text);
  if (!match || HEX_LENGTH[match[1]!] !== match[2]!.length) return null;
  return { algorithm: match[1]!, hex: match[2]! };
}
