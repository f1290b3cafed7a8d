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

/** Far beyond what any engine stacks. */
const MOST_LAYERS = 10_000;
/** An image may name one layer again and again: a few bytes would cost any memory. */
const MOST_REPEATED = 2_000_000;

/**
 * Reads the layers of one image of an open archive. Throws `corrupt` where they claim more bytes than can be counted, and `limit` where
 * they are too many, or the same ones too often.
 */
export async function scanImage(
  { archive, names, scans: known, tally }: OpenedArchive,
  image: ArchiveImage,
  diffIds: DiffIds,
  options: LayerOptions,
): Promise<readonly Scan[]> {
  const { shelf, signal } = options;
  checkNumber(archive.file, image);
  const cache = options.cache === undefined ? undefined : openIndexCache(options.cache);
  const onBytes = progressOf(image, options.onProgress);
  const scans = await readLayers(archive, image, names, known, {
    ...scanOptionsOf(options),
    diffIds,
    shelf,
    cache,
    onBytes,
    signal,
    tally,
  });
  cache?.prune();
  checkSums(archive.file, scans);
  checkRepeats(archive.file, scans);
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

function checkNumber(file: string, { layers }: ArchiveImage): void {
  if (layers.length <= MOST_LAYERS) return;
  const message = `${file}: the image has ${layers.length} layers, ${MOST_LAYERS} are allowed.`;
  throw new PlimsollError('limit', message, { file });
}

function checkRepeats(file: string, scans: readonly Scan[]): void {
  const all = sumOf(scans, ({ index }) => index.count);
  const repeated = all - sumOf([...new Set(scans.map(({ index }) => index))], (index) => index.count);
  if (repeated <= MOST_REPEATED) return;
  const message = `${file}: the image names the same layers so often that ${repeated} entries come again, ${MOST_REPEATED} may.`;
  throw new PlimsollError('limit', message, { file });
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
