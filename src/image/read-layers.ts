import { availableParallelism } from 'node:os';
import type { ArchiveImage, LayerRef } from '../archive/image-source.ts';
import type { LayerScan, ScanOptions } from '../archive/layer-scan.ts';
import type { OpenArchive } from '../archive/open.ts';
import { PlimsollError } from '../core/errors.ts';
import { LayerIndex } from './layer-index.ts';
import type { NameTree } from './name-tree.ts';

/** Layers that were read or are being read, by member. */
export type KnownScans = Map<string, Promise<LayerScan<LayerIndex>>>;

/** Indexes the layers of an image, several at once: what is compressed unpacks on zlib's threads while others are scanned. */
export async function readLayers(
  archive: OpenArchive<LayerIndex>,
  image: ArchiveImage,
  names: NameTree,
  known: KnownScans,
  options: ScanOptions & { readonly signal?: AbortSignal | undefined },
): Promise<readonly LayerScan<LayerIndex>[]> {
  const scans = new Array<LayerScan<LayerIndex>>(image.layers.length);
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let i = next++; i < image.layers.length; i = next++) {
      if (options.signal?.aborted) throw new PlimsollError('aborted', 'The inspection was aborted.');
      const layer = image.layers[i]!;
      const scan = known.get(layer.member) ?? readLayer(archive, layer, names, options);
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
  names: NameTree,
  options: ScanOptions,
): Promise<LayerScan<LayerIndex>> {
  if (layer.presence === 'foreign') return absentLayer(layer, names);
  if (layer.presence === 'missing') throw missingLayer(archive.file, layer);
  const scan = await archive.store.scanLayer(layer.member, layer.toc, options);
  scan.index.seal();
  if (layer.claimedSize !== null && layer.claimedSize !== scan.blobBytes) {
    throw new PlimsollError(
      'corrupt',
      `${archive.file}: layer ${layer.member} has ${scan.blobBytes} bytes, its descriptor claims ${layer.claimedSize}.`,
      { file: archive.file, entry: layer.member },
    );
  }
  return scan;
}

function missingLayer(file: string, { member, namedBy }: LayerRef): PlimsollError {
  const message = `${file}: layer ${member}, named by ${namedBy}, is not in the archive.`;
  return new PlimsollError('corrupt', message, { file, entry: member });
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
