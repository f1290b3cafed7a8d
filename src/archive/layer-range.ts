import { detectCompression, MAGIC_LENGTH } from './compression.ts';
import { type FileRange, readHead, readRange } from './file-range.ts';
import {
  type LayerScan,
  type LayerVisitor,
  type ScanOptions,
  scanLayerStream,
  withPlace,
} from './layer-scan.ts';
import { digestRange } from './sha256.ts';
import type { PackedBlob } from './store/blob-store.ts';
import { placeText, type TarPlace } from './tar/corrupt.ts';
import { scanTarFile } from './tar/scan-file.ts';
import { scanByToc } from './toc/scan-toc.ts';
import type { TocClaim } from './toc/toc-claim.ts';

/**
 * Indexes a layer that lies in a seekable file: by its headers alone when it is not compressed, by its table of contents when it has
 * one that tells as much, else by unpacking it.
 */
export async function scanLayerRange<Index extends LayerVisitor>(
  range: FileRange,
  place: TarPlace,
  createIndex: () => Index,
  toc: TocClaim | null,
  options: ScanOptions,
): Promise<LayerScan<Index>> {
  const head = readHead(range, MAGIC_LENGTH);
  const compression = detectCompression(head);
  if (compression === 'none') return scanPlain(range, place, createIndex(), options);
  const found =
    toc === null || options.verify ? null : await scanByToc(range, compression, toc, place, createIndex);
  if (found === null) return scanLayerStream(readRange(range), head, place, createIndex(), options);
  options.onBytes?.(range.length);
  found.index.seal();
  return {
    ...found,
    compression,
    blobBytes: range.length,
    readAs: 'toc',
    computedDigest: null,
    computedDiffId: null,
    range: null,
  };
}

/** What lies in a range, where it is compressed; else null. */
export function packedRange(range: FileRange): PackedBlob | null {
  const isPlain = detectCompression(readHead(range, MAGIC_LENGTH)) === 'none';
  return isPlain ? null : { range, digest: () => digestRange(range) };
}

async function scanPlain<Index extends LayerVisitor>(
  range: FileRange,
  place: TarPlace,
  index: Index,
  options: ScanOptions,
): Promise<LayerScan<Index>> {
  withPlace(placeText(place), place, () => scanTarFile(range, place, index));
  index.seal();
  const digest = options.verify ? await digestRange(range, options.onBytes) : null;
  if (!options.verify) options.onBytes?.(range.length);
  return {
    index,
    compression: 'none',
    blobBytes: range.length,
    tarBytes: range.length,
    readAs: 'plain-index',
    computedDigest: digest,
    computedDiffId: digest,
    range,
  };
}
