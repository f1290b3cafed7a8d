import type { Readable } from 'node:stream';
import type { ArchiveContents } from '../archive/contents/contents.ts';
import { reportHead, type Warning } from '../core/report.ts';
import type { ArchiveReport } from '../image/all/report.ts';
import { shareLayers } from '../image/all/shared-layers.ts';
import { allImages, platformName } from '../image/choose-image.ts';
import { archiveFact, withArchive } from '../image/opened-archive.ts';
import type { ImageReport } from '../image/report.ts';
import { surveyChosen } from '../image/survey.ts';
import { type ExamineImageOptions, reportOnSurvey } from './examine/examine-image.ts';

/** How to inspect all images of an archive; the names are those of the command line. */
export type InspectArchiveOptions = Omit<ExamineImageOptions, 'image' | 'platform'>;

/**
 * Inspects every image and platform of an archive, and finds what they share. A layer that several of them have is read once.
 * Fails with a PlimsollError, as the inspection of any one of them does.
 */
export function inspectArchive(
  source: string | Readable,
  options: InspectArchiveOptions = {},
): Promise<ArchiveReport> {
  return withArchive(source, options, async (opened) => {
    const reports: ImageReport[] = [];
    for (const image of allImages(opened.archive.contents))
      reports.push(reportOnSurvey(await surveyChosen(opened, image, options), options));
    const { layers, totals, images: shares } = shareLayers(reports);
    return {
      ...reportHead('archive'),
      archive: archiveFact(opened.archive),
      images: reports.map((report, i) => ({ number: i + 1, ...shares[i]!, report })),
      layers,
      totals,
      findings: reports.flatMap((report) => report.findings),
      warnings: [
        ...incompleteImages(opened.archive.contents),
        ...reports.flatMap((report, i) =>
          report.warnings.map(({ code, message }) => ({ code, message: `Image ${i + 1}: ${message}` })),
        ),
      ],
    };
  });
}

/** Platforms that an index names and the archive does not have whole. */
function incompleteImages({ incomplete }: ArchiveContents): readonly Warning[] {
  return incomplete.map((image) => ({
    code: 'image-incomplete',
    message: `The image for ${platformName(image.platform)} is left out: layers of it are not in the archive.`,
  }));
}
