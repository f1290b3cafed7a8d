import { createHash, type Hash } from 'node:crypto';
import { PlimsollError } from '../core/errors.ts';
import { detectCompression, lacksChecksum } from './compression.ts';
import { decompress, type UnpackLimit } from './decompress.ts';
import type { Compression } from './facts.ts';
import type { FileRange } from './file-range.ts';
import { placeText, type TarPlace } from './tar/corrupt.ts';
import type { BatchVisitor } from './tar/plain-members.ts';
import { type BodyVisitor, TarStreamScanner } from './tar/scan-stream.ts';

/** How a layer was read: by the headers of its plain tar, by a table of contents inside the blob, or by unpacking it. */
type ReadMethod = 'plain-index' | 'toc' | 'decompressed';

/** What a layer fills while it is read. */
export interface LayerVisitor extends BodyVisitor, BatchVisitor {
  /** The sha256 of the last member's body, where it is known without the body. */
  bodyDigest(sha256: Uint8Array): void;
  /** Says that no more members come. */
  seal(): void;
}

/** What reading one layer blob told. */
export interface LayerScan<Index> {
  readonly index: Index;
  readonly compression: Compression;
  readonly blobBytes: number;
  /** Length of the uncompressed tar, with what follows its end-of-archive blocks. */
  readonly tarBytes: number;
  /** Null when there was nothing to read. */
  readonly readAs: ReadMethod | null;
  /** sha256 of the blob as stored, where it was computed. */
  readonly computedDigest: string | null;
  /** sha256 of the uncompressed tar, where it was computed. */
  readonly computedDiffId: string | null;
  /** Where bodies can be read again; null when the layer went by as a stream. */
  readonly range: FileRange | null;
}

/** What a scan shall compute beside the index. */
export interface ScanOptions extends UnpackLimit {
  /** Compute digest and diff ID, which takes a look at every byte. */
  readonly verify: boolean;
  /** Compute the digest of the blob; not given: as `verify` says. */
  readonly identify?: boolean | undefined;
  /** The bytes come out of a stream without a checksum of its own. */
  readonly isUnchecked?: boolean | undefined;
  /** Told of bytes as they are read, for progress. */
  readonly onBytes?: ((count: number) => void) | undefined;
}

/** Reads a layer that comes as a stream of pieces, compressed or not; `head` is how it begins. */
export async function scanLayerStream<Index extends LayerVisitor>(
  pieces: AsyncIterable<Uint8Array>,
  head: Uint8Array,
  place: TarPlace,
  index: Index,
  options: ScanOptions,
): Promise<LayerScan<Index>> {
  const compression = detectCompression(head);
  const blobHash = (options.identify ?? options.verify) ? createHash('sha256') : null;
  // What has no checksum of its own is held against the diff ID.
  const tarHash = options.verify || options.isUnchecked || lacksChecksum(head) ? createHash('sha256') : null;
  const counter = { bytes: 0 };
  const what = placeText(place);
  const scanner = new TarStreamScanner({ ...place, isDecompressed: compression !== 'none' }, index);
  const observed = observe(pieces, counter, blobHash, options);
  for await (const piece of decompress(observed, compression, what, options)) {
    tarHash?.update(piece);
    withPlace(what, place, () => scanner.push(piece));
  }
  scanner.end();
  index.seal();
  return {
    index,
    compression,
    blobBytes: counter.bytes,
    tarBytes: scanner.offset,
    readAs: compression === 'none' ? 'plain-index' : 'decompressed',
    computedDigest: digestOf(blobHash),
    computedDiffId: digestOf(tarHash),
    range: null,
  };
}

/** An index's own complaint says nothing of where it is; this adds it. */
export function withPlace<T>(what: string, place: TarPlace, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof PlimsollError) || error.file !== undefined) throw error;
    throw new PlimsollError(error.code, `${what}: ${error.message}.`, {
      file: place.file,
      ...(place.entry === null ? {} : { entry: place.entry }),
    });
  }
}

async function* observe(
  pieces: AsyncIterable<Uint8Array>,
  counter: { bytes: number },
  hash: Hash | null,
  options: ScanOptions,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    counter.bytes += piece.length;
    hash?.update(piece);
    options.onBytes?.(piece.length);
    yield piece;
  }
}

/** `sha256:<hex>` of a finished hash, or null. */
function digestOf(hash: Hash | null): string | null {
  return hash === null ? null : `sha256:${hash.digest('hex')}`;
}
