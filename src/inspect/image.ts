import type { Readable } from 'node:stream';
import { VERSION } from '../core/version.ts';
import { describeImage } from '../image/image-report.ts';
import type { ImageReport } from '../image/report.ts';
import type { Stack } from '../image/stack.ts';
import { type SurveyOptions, surveyImage } from '../image/survey.ts';

/** How to inspect an image; the names are those of the command line. */
export interface InspectImageOptions extends SurveyOptions {
  /** Every path of the final tree. */
  readonly list?: boolean | undefined;
  /** Length of the ranked lists; default 100, 0 is all. */
  readonly top?: number | undefined;
}

/** Length of ranked lists in data. */
const TOP = 100;

/**
 * Inspects one image of an archive: a docker or OCI archive, a layout directory, or a stream of one.
 * Reads headers only where it can, never unpacks to disk, opens nothing outside the archive. Fails with a PlimsollError.
 */
export function inspectImage(
  source: string | Readable,
  options: InspectImageOptions = {},
): Promise<ImageReport> {
  return examineImage(source, options, (report) => report);
}

/** The same for those who look deeper: `use` sees the report and the layers it was made from. */
export function examineImage<T>(
  source: string | Readable,
  options: InspectImageOptions,
  use: (report: ImageReport, stack: Stack) => T,
): Promise<T> {
  return surveyImage(source, options, (survey) => {
    const report: ImageReport = {
      kind: 'image',
      schemaVersion: 1,
      generator: { name: 'plimsoll', version: VERSION },
      ...describeImage(survey, { top: options.top ?? TOP, list: options.list ?? false }),
      findings: [],
      warnings: survey.warnings,
    };
    return use(report, survey.stack);
  });
}
