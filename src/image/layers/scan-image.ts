import type { ArchiveImage } from '../../archive/contents/contents.ts';
import type { LayerScan } from '../../archive/layer-scan.ts';
import { PlimsollError } from '../../core/errors.ts';
import type { ProgressListener } from '../../core/progress.ts';
import { sumOf } from '../../core/sum.ts';
import { openIndexCache } from '../cache/index-cache.ts';
import type { DiffIds } from '../diff-ids.ts';
import type { LayerIndex } from '../index/layer-index.ts';
import { type ArchiveOptions, type OpenedArchive, scanOptionsOf } from '../opened-archive.ts';
import type { LayerShelf } from './layer-shelf.ts';
import { readLayers } from './read-layers.ts';

type Scan = LayerScan<LayerIndex>;

/** How to read layers. */
export interface LayerOptions extends ArchiveOptions {
  /** Layers that were unpacked for other images. */
  readonly shelf?: LayerShelf | undefined;
}

/** Reads the layers of one image of an open archive. Throws `corrupt` where they claim more bytes than can be counted. */
export async function scanImage(
  { archive, names, scans: known }: OpenedArchive,
  image: ArchiveImage,
  diffIds: DiffIds,
  options: LayerOptions,
): Promise<readonly Scan[]> {
  const { shelf, signal } = options;
  const cache = options.cache === undefined ? undefined : openIndexCache(options.cache);
  const onBytes = progressOf(image, options.onProgress);
  const scans = await readLayers(archive, image, names, known, {
    ...scanOptionsOf(options),
    diffIds,
    shelf,
    cache,
    onBytes,
    signal,
  });
  cache?.prune();
  checkSums(archive.file, scans);
  return scans;
}

/** Sparse files and descriptors may claim sizes without having them; sums beyond 2^53 - 1 would be wrong numbers. */
function checkSums(file: string, scans: readonly Scan[]): void {
  const sums = [
    sumOf(scans, ({ index }) => index.fileBytes),
    sumOf(scans, ({ blobBytes }) => blobBytes),
    sumOf(scans, ({ tarBytes }) => tarBytes),
  ];
  if (sums.every(Number.isSafeInteger)) return;
  throw new PlimsollError('corrupt', `${file} claims more bytes in its layers than can be counted (2^53).`, {
    file,
  });
}

function progressOf(
  { layers }: ArchiveImage,
  listener: ProgressListener | undefined,
): ((count: number) => void) | undefined {
  if (listener === undefined) return undefined;
  const isTold = layers.every(({ claimedSize }) => claimedSize !== null);
  const total = isTold ? sumOf(layers, ({ claimedSize }) => claimedSize ?? 0) : null;
  let done = 0;
  return (count) => {
    done += count;
    listener({ phase: 'reading layers', done, total, unit: 'bytes' });
  };
}
