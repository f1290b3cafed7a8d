import { decompress } from '../decompress.ts';
import type { Compression } from '../facts.ts';
import type { FileRange } from '../file-range.ts';
import type { LayerVisitor } from '../layer-scan.ts';
import { digestOf } from '../sha256.ts';
import type { TarPlace } from '../tar/corrupt.ts';
import { readStargzToc, sectionOf } from './stargz-toc.ts';
import { scanTarSplit } from './tar-split.ts';
import type { PackedSection, TocClaim } from './toc-claim.ts';
import { readToc, visitTocEntries } from './toc-entries.ts';

/** What a table of contents told of a layer. */
export interface TocScan<Index> {
  readonly index: Index;
  readonly tarBytes: number;
}

/**
 * Indexes a compressed layer in a seekable file by its table of contents, without unpacking it. Null where the table is not there,
 * is not the one whose digest the descriptor names, or says less than the tar itself would.
 */
export async function scanByToc<Index extends LayerVisitor>(
  blob: FileRange,
  compression: Compression,
  claim: TocClaim,
  place: TarPlace,
  createIndex: () => Index,
): Promise<TocScan<Index> | null> {
  if (claim.kind === 'estargz') return compression === 'gzip' ? scanStargz(blob, claim, createIndex()) : null;
  return compression === 'zstd' ? scanChunked(blob, claim, place, createIndex()) : null;
}

function scanStargz<Index extends LayerVisitor>(
  blob: FileRange,
  claim: TocClaim & { readonly kind: 'estargz' },
  index: Index,
): TocScan<Index> | null {
  const json = readStargzToc(blob, claim.digest);
  const toc = json === null ? null : readToc(json);
  const least = toc === null ? null : visitTocEntries(toc.entries, index);
  // A table of more than fits into the tar lies.
  return least === null || least > claim.tarBytes ? null : { index, tarBytes: claim.tarBytes };
}

async function scanChunked<Index extends LayerVisitor>(
  blob: FileRange,
  claim: TocClaim & { readonly kind: 'zstd-chunked' },
  place: TarPlace,
  index: Index,
): Promise<TocScan<Index> | null> {
  const json = await unpackSection(blob, claim.toc, claim.digest);
  const toc = json === null ? null : readToc(json);
  if (toc === null || toc.tarSplitDigest === null) return null;
  const tarSplit = await unpackSection(blob, claim.tarSplit, toc.tarSplitDigest);
  const tarBytes = tarSplit === null ? null : scanTarSplit(tarSplit, toc.entries, place, index);
  return tarBytes === null ? null : { index, tarBytes };
}

/** A section as it was before it was packed; null unless its packed bytes have the digest and its length is what is claimed. */
async function unpackSection(
  blob: FileRange,
  section: PackedSection,
  digest: string,
): Promise<Uint8Array | null> {
  if (section.offset + section.length > blob.length) return null;
  const packed = sectionOf(blob, section.offset, section.length);
  if (digestOf(packed) !== digest) return null;
  const pieces: Uint8Array[] = [];
  const once = async function* (): AsyncGenerator<Uint8Array> {
    yield packed;
  };
  try {
    const unpacked = decompress(once(), 'zstd', 'the table of contents', { maxUnpacked: section.unpacked });
    for await (const piece of unpacked) pieces.push(piece);
  } catch {
    return null;
  }
  const whole = Buffer.concat(pieces);
  return whole.length === section.unpacked ? whole : null;
}
