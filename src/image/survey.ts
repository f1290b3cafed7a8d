import type { Readable } from 'node:stream';
import type { ArchiveImage } from '../archive/contents/contents.ts';
import type { LayerScan } from '../archive/layer-scan.ts';
import type { Warning } from '../core/report.ts';
import { timed, timedAsync } from '../core/timing.ts';
import type { BaseReport } from './base/report.ts';
import { resolveBase } from './base/resolve-base.ts';
import { COMPARE_LIMIT, type ComparisonOutcome, compareRewrites } from './bodies/compare-rewrites.ts';
import { chooseImage, type ImageChoice } from './choose-image.ts';
import { type DiffIds, readDiffIds } from './diff-ids.ts';
import { type DuplicateSearch, searchDuplicates } from './duplicates/find-duplicates.ts';
import { type PairedHistory, pairHistory } from './history/pair-history.ts';
import type { LayerIndex } from './index/layer-index.ts';
import { NameTree } from './index/name-tree.ts';
import { type LayerOptions, scanImage } from './layers/scan-image.ts';
import { verifyImage } from './layers/verify.ts';
import { archiveFact, type OpenedArchive, withArchive } from './opened-archive.ts';
import type { ArchiveFact } from './report.ts';
import { type Stack, stackLayers } from './stack/stack.ts';
import { absentLayers, danglingLinks, inexactComparison, inexactDuplicates } from './survey-warnings.ts';

/** How to look at an image. */
export interface SurveyOptions extends ImageChoice, LayerOptions {
  /** The layers that are not ours to blame: an archive, another image of this one, or a number; not given: it is found out. */
  readonly base?: string | number | undefined;
  /** Bytes that comparing rewritten files may read; default 2 GB. */
  readonly compareLimit?: number | undefined;
  /** Look for equal files in the final tree. */
  readonly duplicates?: boolean | undefined;
  /** Look for them unasked where that costs next to nothing. */
  readonly duplicatesIfSmall?: boolean | undefined;
  /** Smallest file that looking for equal ones considers, in bytes; default 1. */
  readonly duplicateFloor?: number | undefined;
}

/** One image, read and stacked: what every report and rule is made from. */
export interface ImageSurvey {
  readonly archive: ArchiveFact;
  readonly image: ArchiveImage;
  readonly diffIds: DiffIds;
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

/** Reads the layers of one image of an open archive and stacks them. */
export async function surveyChosen(
  opened: OpenedArchive,
  image: ArchiveImage,
  options: SurveyOptions,
): Promise<ImageSurvey> {
  const { timekeeper } = options;
  const { file, contents } = opened.archive;
  const { diffIds, warnings } = readDiffIds(image, file);
  const scans = await timedAsync(timekeeper, 'read the layers', () =>
    scanImage(opened, image, diffIds, options),
  );
  const verified = await verifyImage(opened.archive, image, scans, diffIds, options.verify ?? false);
  const layers = scans.map((scan) => scan.index);
  const stack = timed(timekeeper, 'stack them', () => stackLayers(opened.names, layers));
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
  const { base, warnings: oddBase } = await resolveBase({ file, contents, image, diffIds, history }, options);
  return {
    archive: archiveFact(opened.archive),
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
