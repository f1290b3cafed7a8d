import type { Readable } from 'node:stream';
import type { ArchiveImage } from '../archive/contents/contents.ts';
import type { LayerScan, ScanOptions } from '../archive/layer-scan.ts';
import { type OpenArchive, openArchive } from '../archive/open.ts';
import { PlimsollError } from '../core/errors.ts';
import type { ProgressListener } from '../core/progress.ts';
import type { Warning } from '../core/report.ts';
import { type Timekeeper, timed, timedAsync } from '../core/timing.ts';
import { resolveBase } from './base/resolve-base.ts';
import { openIndexCache } from './cache/index-cache.ts';
import { chooseImage, type ImageChoice } from './choose-image.ts';
import { COMPARE_LIMIT, type ComparisonOutcome, compareRewrites } from './compare-rewrites.ts';
import { type DuplicateSearch, searchDuplicates } from './duplicates/find-duplicates.ts';
import { LayerIndex } from './layer-index.ts';
import type { LayerShelf } from './layer-shelf.ts';
import { NameTree } from './name-tree.ts';
import { type PairedHistory, pairHistory } from './pair-history.ts';
import { type KnownScans, readLayers } from './read-layers.ts';
import type { ArchiveFact, BaseReport } from './report.ts';
import { type Stack, stackLayers } from './stack.ts';
import { absentLayers, danglingLinks, inexactComparison, inexactDuplicates } from './survey-warnings.ts';
import { verifyDigests } from './verify.ts';

/** How to look at an image. */
export interface SurveyOptions extends ImageChoice {
  /** The layers that are not ours to blame: an archive, another image of this one, or a number; not given: it is found out. */
  readonly base?: string | number | undefined;
  /** Check every digest and diff ID. */
  readonly verify?: boolean | undefined;
  /** Bytes that comparing rewritten files may read; default 2 GB. */
  readonly compareLimit?: number | undefined;
  /** Look for equal files in the final tree. */
  readonly duplicates?: boolean | undefined;
  /** Look for them unasked where that costs next to nothing. */
  readonly duplicatesIfSmall?: boolean | undefined;
  /** Smallest file that looking for equal ones considers, in bytes; default 1. */
  readonly duplicateFloor?: number | undefined;
  /** Bytes that one compressed stream may unpack to; default 2 GiB plus 200 times what is stored of it. */
  readonly maxUnpacked?: number | undefined;
  /** Layers that were unpacked for other images. */
  readonly shelf?: LayerShelf | undefined;
  /** A directory in which to keep, and look for, the indexes of layers that had to be unpacked; not given: nothing is kept. */
  readonly cache?: string | undefined;
  readonly onProgress?: ProgressListener | undefined;
  /** Brings a clock and is told how long each part of the work took. */
  readonly timekeeper?: Timekeeper | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One image, read and stacked: what every report and rule is made from. */
export interface ImageSurvey {
  readonly archive: ArchiveFact;
  readonly image: ArchiveImage;
  /** By layer; null where the config names none. */
  readonly diffIds: readonly (string | null)[];
  readonly scans: readonly LayerScan<LayerIndex>[];
  readonly history: PairedHistory;
  readonly base: BaseReport;
  readonly stack: Stack;
  /** How sure it is which rewrites are identical. */
  readonly comparison: ComparisonOutcome;
  /** Equal files of the final tree; null where nobody looked. */
  readonly duplicates: DuplicateSearch | null;
  /** By layer: true where its digests were checked. */
  readonly verified: readonly (boolean | null)[];
  readonly warnings: readonly Warning[];
}

/** An open archive and the names that the layers read from it share. */
export interface OpenedArchive {
  readonly archive: OpenArchive<LayerIndex>;
  readonly names: NameTree;
  /** Layers that were read, by member: several images may have them. */
  readonly scans: KnownScans;
}

/**
 * Opens an archive, chooses the image, reads its layers and stacks them; `use` sees the result while the archive is open.
 * Images that are surveyed over one tree of names can be compared by the numbers of its nodes.
 */
export function surveyImage<T>(
  source: string | Readable,
  options: SurveyOptions,
  use: (survey: ImageSurvey) => T | Promise<T>,
  names: NameTree = new NameTree(),
): Promise<T> {
  const useArchive = async (opened: OpenedArchive): Promise<T> => {
    const image = chooseImage(opened.archive.contents, options, opened.archive.file);
    return use(await surveyChosen(opened, image, options));
  };
  return withArchive(source, options, useArchive, names);
}

/** Opens an archive for `use` and closes it afterwards. */
export async function withArchive<T>(
  source: string | Readable,
  options: SurveyOptions,
  use: (opened: OpenedArchive) => Promise<T>,
  names: NameTree = new NameTree(),
): Promise<T> {
  const archive = await timedAsync(options.timekeeper, 'open the archive', () =>
    openArchive(source, () => new LayerIndex(names), {
      ...scanOptionsOf(options),
      onProgress: options.onProgress,
      signal: options.signal,
    }),
  );
  try {
    return await use({ archive, names, scans: new Map() });
  } finally {
    archive.store.close();
  }
}

/** Reads the layers of one image of an open archive and stacks them. */
export async function surveyChosen(
  { archive, names, scans: known }: OpenedArchive,
  image: ArchiveImage,
  options: SurveyOptions,
): Promise<ImageSurvey> {
  const { timekeeper, signal } = options;
  const scanOptions = scanOptionsOf(options);
  const { diffIds, warnings } = readDiffIds(image, archive.file);
  const onBytes = progressOf(image, options.onProgress);
  const cache = options.cache === undefined ? undefined : openIndexCache(options.cache);
  const scans = await timedAsync(timekeeper, 'read the layers', () =>
    readLayers(archive, image, names, known, {
      ...scanOptions,
      diffIds,
      shelf: options.shelf,
      cache,
      onBytes,
      signal,
    }),
  );
  cache?.prune();
  checkSums(archive.file, scans);
  const verified = verifyDigests(archive.file, image, scans, diffIds, scanOptions.verify);
  const layers = scans.map((scan) => scan.index);
  const stack = timed(timekeeper, 'stack them', () => stackLayers(names, layers));
  const comparison = timed(
    timekeeper,
    'compare rewritten files',
    () => compareRewrites(stack, scans, options.compareLimit ?? COMPARE_LIMIT),
    ({ comparedBytes }) => comparedBytes,
  );
  const duplicates = timed(
    options.duplicates ? timekeeper : undefined,
    'look for equal files',
    () => searchDuplicates(stack, scans, options),
    (search) => search?.readBytes ?? 0,
  );
  const history = pairHistory(image.config['history'], scans.length);
  const clues = { file: archive.file, contents: archive.contents, image, diffIds, history };
  const { base, warnings: oddBase } = await resolveBase(clues, options);
  return {
    archive: {
      path: archive.path,
      format: archive.contents.format,
      compression: archive.compression,
      bytes: archive.store.bytes,
      attachments: archive.contents.attachments,
    },
    image,
    diffIds,
    scans,
    history,
    base,
    stack,
    comparison,
    duplicates,
    verified,
    warnings: [
      ...archive.contents.warnings,
      ...warnings,
      ...history.warnings,
      ...oddBase,
      ...absentLayers(image),
      ...danglingLinks(stack),
      ...inexactComparison(comparison),
      ...(options.duplicates === true ? inexactDuplicates(duplicates) : []),
    ],
  };
}

/** Sparse files and descriptors may claim sizes without having them; sums beyond 2^53 - 1 would be wrong numbers. */
function checkSums(file: string, scans: readonly LayerScan<LayerIndex>[]): void {
  const isExact = (of: (scan: LayerScan<LayerIndex>) => number): boolean =>
    Number.isSafeInteger(scans.reduce((sum, scan) => sum + of(scan), 0));
  if (
    isExact((scan) => scan.index.fileBytes) &&
    isExact(({ blobBytes }) => blobBytes) &&
    isExact(({ tarBytes }) => tarBytes)
  )
    return;
  throw new PlimsollError('corrupt', `${file} claims more bytes in its layers than can be counted (2^53).`, {
    file,
  });
}

function scanOptionsOf(options: SurveyOptions): Pick<ScanOptions, 'verify' | 'maxUnpacked'> {
  return { verify: options.verify ?? false, maxUnpacked: options.maxUnpacked ?? null };
}

function progressOf(
  image: ArchiveImage,
  listener: ProgressListener | undefined,
): ((count: number) => void) | undefined {
  if (listener === undefined) return undefined;
  const total = image.layers.reduce<number | null>(
    (sum, layer) => (sum === null || layer.claimedSize === null ? null : sum + layer.claimedSize),
    0,
  );
  let done = 0;
  return (count) => {
    done += count;
    listener({ phase: 'reading layers', done, total, unit: 'bytes' });
  };
}

/** The diff IDs of the config; their number must be that of the layers. */
function readDiffIds(
  image: ArchiveImage,
  file: string,
): { readonly diffIds: readonly (string | null)[]; readonly warnings: readonly Warning[] } {
  const rootfs = image.config['rootfs'] as { readonly diff_ids?: unknown } | null | undefined;
  const listed = rootfs?.diff_ids ?? null;
  const count = image.layers.length;
  if (listed === null) {
    const warnings =
      count === 0
        ? []
        : [
            {
              code: 'diff-ids-missing',
              message: 'The config names no diff IDs; layers are known by their digests only.',
            },
          ];
    return { diffIds: new Array<null>(count).fill(null), warnings };
  }
  if (!Array.isArray(listed) || !listed.every((id) => typeof id === 'string')) {
    throw new PlimsollError(
      'corrupt',
      `${file}: ${image.configMember} has diff_ids that are no list of digests.`,
      {
        file,
        entry: image.configMember,
      },
    );
  }
  if (listed.length !== count) {
    throw new PlimsollError(
      'corrupt',
      `${file}: the image has ${count} layers, its config ${image.configMember} names ${listed.length} diff IDs.`,
      {
        file,
        entry: image.configMember,
      },
    );
  }
  return { diffIds: listed, warnings: [] };
}
