import { availableParallelism } from 'node:os';
import type { ArchiveImage, LayerRef } from '../../archive/contents/contents.ts';
import { mostUnpacked } from '../../archive/decompress.ts';
import type { LayerScan, ScanOptions } from '../../archive/layer-scan.ts';
import type { OpenArchive } from '../../archive/open.ts';
import { missing } from '../../archive/store/blob-store.ts';
import { PlimsollError } from '../../core/errors.ts';
import { fileError, isReadFailure } from '../../files/file-error.ts';
import type { IndexCache } from '../cache/index-cache.ts';
import type { DiffIds } from '../diff-ids.ts';
import { LayerIndex } from '../index/layer-index.ts';
import type { NameTree } from '../index/name-tree.ts';
import type { LayerShelf } from './layer-shelf.ts';

/** Layers that were read or are being read, by member. */
export type KnownScans = Map<string, Promise<LayerScan<LayerIndex>>>;

/** How to read the layers of one image. */
export interface ReadOptions extends ScanOptions {
  readonly diffIds: DiffIds;
  /** Layers that other images have, too. */
  readonly shelf: LayerShelf | undefined;
  /** Indexes of layers that were unpacked before. */
  readonly cache: IndexCache | undefined;
  readonly signal: AbortSignal | undefined;
}

/** Indexes the layers of an image, several at once: what is compressed unpacks on zlib's threads while others are scanned. */
export async function readLayers(
  archive: OpenArchive<LayerIndex>,
  image: ArchiveImage,
  names: NameTree,
  known: KnownScans,
  options: ReadOptions,
): Promise<readonly LayerScan<LayerIndex>[]> {
  const scans = new Array<LayerScan<LayerIndex>>(image.layers.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < image.layers.length; i = next++) {
      if (options.signal?.aborted) throw new PlimsollError('aborted', 'The inspection was aborted.');
      const layer = image.layers[i]!;
      const scan =
        known.get(layer.member) ?? readLayer(archive, layer, options.diffIds[i] ?? null, names, options);
      known.set(layer.member, scan);
      scans[i] = await scan;
    }
  };
  const workers = Math.max(1, Math.min(availableParallelism(), image.layers.length));
  await settleAll(Array.from({ length: workers }, worker));
  return scans;
}

async function readLayer(
  archive: OpenArchive<LayerIndex>,
  layer: LayerRef,
  diffId: string | null,
  names: NameTree,
  options: ReadOptions,
): Promise<LayerScan<LayerIndex>> {
  if (layer.presence === 'foreign') return absentLayer(layer, names);
  if (layer.presence === 'missing')
    throw missing(archive.store, archive.file, 'layer', layer.member, layer.namedBy);
  const scan = await scanOrShare(archive, layer, diffId, names, options).catch((error) => {
    throw isReadFailure(error)
      ? fileError(error, archive.file, `${archive.file}: layer ${layer.member}`)
      : error;
  });
  // When everything is verified, sizes are said with all else that is wrong.
  if (!options.verify && layer.claimedSize !== null && layer.claimedSize !== scan.blobBytes) {
    throw new PlimsollError(
      'corrupt',
      `${archive.file}: layer ${layer.member} has ${scan.blobBytes} bytes, its descriptor claims ${layer.claimedSize}.`,
      { file: archive.file, entry: layer.member },
    );
  }
  return scan;
}

/** What has to be unpacked is worth sharing; plain layers and tables of contents are read as quickly as they are copied. */
async function scanOrShare(
  { store }: OpenArchive<LayerIndex>,
  layer: LayerRef,
  diffId: string | null,
  names: NameTree,
  options: ReadOptions,
): Promise<LayerScan<LayerIndex>> {
  const read = (identify: boolean): Promise<LayerScan<LayerIndex>> =>
    scanOrRemember(store, layer, names, { ...options, identify: identify || options.verify });
  const { member, toc } = layer;
  const { shelf, verify } = options;
  const packed =
    shelf === undefined || diffId === null || toc !== null || verify ? null : store.packed(member);
  if (shelf === undefined || diffId === null || packed === null) return read(false);
  const scan = await shelf.take(diffId, names, packed, () => read(true));
  return { ...scan, computedDigest: null };
}

/** From the cache, if there is one and it has the layer; else from the archive, and then into the cache. */
async function scanOrRemember(
  store: OpenArchive<LayerIndex>['store'],
  { member, digest, toc }: LayerRef,
  names: NameTree,
  options: ReadOptions,
): Promise<LayerScan<LayerIndex>> {
  const { cache, verify } = options;
  const blob = (cache === undefined ? null : store.packed(member))?.range;
  if (blob === undefined || cache === undefined || digest === null)
    return store.scanLayer(member, toc, options);
  const known = verify || toc !== null ? null : cache.find(digest, blob, names);
  if (known !== null && known.tarBytes <= mostUnpacked(options, blob.length)) {
    options.onBytes?.(blob.length);
    return known;
  }
  const scan = await store.scanLayer(member, toc, { ...options, identify: true });
  if (scan.readAs === 'decompressed') cache.keep(digest, blob, scan);
  return verify || options.identify ? scan : { ...scan, computedDigest: null };
}

/** A layer that may not be distributed and is not in the archive: its size is what its descriptor says. */
function absentLayer(layer: LayerRef, names: NameTree): LayerScan<LayerIndex> {
  return {
    index: new LayerIndex(names),
    compression: 'none',
    blobBytes: layer.size ?? 0,
    tarBytes: 0,
    readAs: null,
    computedDigest: null,
    computedDiffId: null,
    range: null,
  };
}

/** Waits for all, then throws the first error in order: no work goes on behind a failed inspection. */
async function settleAll(jobs: readonly Promise<void>[]): Promise<void> {
  const failed = (await Promise.allSettled(jobs)).find((job) => job.status === 'rejected');
  if (failed) throw failed.reason;
}
