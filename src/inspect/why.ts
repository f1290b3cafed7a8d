import type { Readable } from 'node:stream';
import { reportHead } from '../core/report.ts';
import { imageFact } from '../image/image-report.ts';
import { type SurveyOptions, surveyImage } from '../image/survey.ts';
import type { WhyReport } from '../image/why/report.ts';
import { describePaths } from '../image/why/why-report.ts';

/** Which image to ask; the names are those of the command line. */
export type ExplainImagePathsOptions = Omit<
  SurveyOptions,
  'duplicates' | 'duplicatesIfSmall' | 'duplicateFloor'
>;

/**
 * The whole life of paths over the layers of an image: which layers stored, rewrote, hid or removed each, and how many bytes of it are
 * hidden. Paths are as people write them, with or without a leading slash; links to directories are followed as a container would. A path
 * that no layer has is no error. Fails with a `PlimsollError`.
 */
export async function explainImagePaths(
  source: string | Readable,
  paths: readonly string[],
  options: ExplainImagePathsOptions = {},
): Promise<WhyReport> {
  return surveyImage(source, options, (survey) => ({
    ...reportHead('why'),
    archive: survey.archive,
    image: imageFact(survey),
    paths: describePaths(survey, paths),
    findings: [],
    warnings: survey.warnings,
  }));
}
