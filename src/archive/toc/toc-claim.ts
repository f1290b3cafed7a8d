import { parseDigest } from '../../core/digest.ts';
import { isRecord } from '../../core/value.ts';
import { type JsonObject, textField } from '../json.ts';
import { JSON_LIMIT } from '../json-allowance.ts';

/** Where something lies in a blob, and how long it is when it is unpacked. */
export interface PackedSection {
  readonly offset: number;
  readonly length: number;
  readonly unpacked: number;
}

/** What a layer's descriptor says of a table of contents inside the blob; only where it says enough to need nothing else. */
export type TocClaim =
  | { readonly kind: 'estargz'; readonly digest: string; readonly tarBytes: number }
  | {
      readonly kind: 'zstd-chunked';
      readonly digest: string;
      readonly toc: PackedSection;
      readonly tarSplit: PackedSection;
    };

/** Longest table of contents that is read: beyond it, unpacking the layer is cheaper on memory. */
export const TOC_LIMIT: number = JSON_LIMIT;

const STARGZ_DIGEST = 'containerd.io/snapshot/stargz/toc.digest';
const STARGZ_TAR_BYTES = 'io.containers.estargz.uncompressed-size';
const CHUNKED = 'io.github.containers.zstd-chunked.';
/** The kind of table of contents that zstd:chunked has had so far. */
const CRFS = 1;

/**
 * Reads the annotations of a layer's descriptor; null where they name no table of contents, or not all that it takes to trust one:
 * its digest, and what tells the length of the tar. Sources: stargz-snapshotter, docs/estargz.md; containers/storage, docs/containers-storage-zstd-chunked.md.
 */
export function parseTocClaim(descriptor: JsonObject): TocClaim | null {
  const annotations = descriptor['annotations'];
  if (!isRecord(annotations)) return null;
  return stargzClaim(annotations) ?? chunkedClaim(annotations);
}

function stargzClaim(annotations: JsonObject): TocClaim | null {
  const digest = digestField(annotations, STARGZ_DIGEST);
  const numbers = decimals(textField(annotations, STARGZ_TAR_BYTES));
  return digest === null || numbers.length !== 1 ? null : { kind: 'estargz', digest, tarBytes: numbers[0]! };
}

function chunkedClaim(annotations: JsonObject): TocClaim | null {
  const digest = digestField(annotations, `${CHUNKED}manifest-checksum`);
  const toc = decimals(textField(annotations, `${CHUNKED}manifest-position`));
  const tarSplit = decimals(textField(annotations, `${CHUNKED}tarsplit-position`));
  if (digest === null || toc.length !== 4 || toc[3] !== CRFS || tarSplit.length !== 3) return null;
  const sections = { toc: sectionOf(toc), tarSplit: sectionOf(tarSplit) };
  const isBounded = Object.values(sections).every(
    ({ length, unpacked }) => Math.max(length, unpacked) <= TOC_LIMIT,
  );
  return isBounded ? { kind: 'zstd-chunked', digest, ...sections } : null;
}

function digestField(annotations: JsonObject, key: string): string | null {
  const digest = textField(annotations, key);
  return digest !== null && parseDigest(digest)?.algorithm === 'sha256' ? digest : null;
}

/** Numbers between colons; none when anything else is there. */
function decimals(text: string | null): readonly number[] {
  return text !== null && /^\d{1,15}(:\d{1,15})*$/.test(text) ? text.split(':').map(Number) : [];
}

function sectionOf(numbers: readonly number[]): PackedSection {
  return { offset: numbers[0]!, length: numbers[1]!, unpacked: numbers[2]! };
}
