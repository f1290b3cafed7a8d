import type { Readable } from 'node:stream';
import { reportHead } from '../../core/report.ts';
import { timed } from '../../core/timing.ts';
import type { FoldedTree } from '../../core/tree/folded-tree.ts';
import { describeImage } from '../../image/image-report.ts';
import type { ImageReport } from '../../image/report.ts';
import { observeImage } from '../../image/rules/observe.ts';
import { SIZE_LIMITS } from '../../image/rules/oversized.ts';
import type { Stack } from '../../image/stack/stack.ts';
import { type ImageSurvey, type SurveyOptions, surveyImage } from '../../image/survey.ts';
import { wordFinding } from '../../report/rules/catalogue.ts';
import type { ReadBuildFile } from './build-file.ts';
import { savingsReport } from './savings-report.ts';

/** What to look at, and how much of it the report shows. */
export interface ExamineImageOptions extends SurveyOptions {
  /** Every path of the final tree. */
  readonly list?: boolean | undefined;
  /** Length of the ranked lists; default 100, 0 is all. */
  readonly top?: number | undefined;
  /** Is given the final tree, cut to its largest parts: what the map of an HTML page shows. */
  readonly onTree?: ((tree: FoldedTree) => void) | undefined;
  /** The Dockerfile that it was built from: findings point into it, and rules look at it. */
  readonly dockerfile?: string | undefined;
  /** The stage that was built; default: the last one. */
  readonly target?: string | undefined;
  readonly buildArgs?: Readonly<Record<string, string>> | undefined;
  /** What image stores show of the image. */
  readonly sizes?: boolean | undefined;
  /** Size in bytes above which a file of the final tree is a finding; default 100 MB. */
  readonly maxFile?: number | undefined;
  /** Size in bytes above which a layer is a finding; default 500 MB. */
  readonly maxLayer?: number | undefined;
}

/** Length of ranked lists in data. */
const TOP = 100;
const NO_FILE: ReadBuildFile = { build: null, warnings: [] };

/** Inspects an image before any budget; `use` sees the report and the layers it was made from. */
export async function examineImage<T>(
  source: string | Readable,
  options: ExamineImageOptions,
  use: (report: ImageReport, stack: Stack) => T,
): Promise<T> {
  const file = await buildFileOf(options);
  return surveyImage(source, { ...options, duplicatesIfSmall: true }, async (survey) => {
    if (options.onTree !== undefined) {
      const { foldFinalTree } = await import('../../image/tree/fold-final-tree.ts');
      options.onTree(foldFinalTree(survey.stack));
    }
    return use(reportOnSurvey(survey, options, file), survey.stack);
  });
}

/** The Dockerfile that the options name; throws where it cannot be read. */
async function buildFileOf(options: ExamineImageOptions): Promise<ReadBuildFile> {
  if (options.dockerfile === undefined) return NO_FILE;
  return (await import('./build-file.ts')).readBuildFile(options);
}

/** The report of a surveyed image, before any budget. */
export function reportOnSurvey(
  survey: ImageSurvey,
  {
    top,
    list,
    duplicates,
    sizes,
    maxFile,
    maxLayer,
    timekeeper,
  }: Pick<
    ExamineImageOptions,
    'top' | 'list' | 'duplicates' | 'sizes' | 'maxFile' | 'maxLayer' | 'timekeeper'
  >,
  file: ReadBuildFile = NO_FILE,
): ImageReport {
  const described = describeImage(survey, {
    top: top ?? TOP,
    list: list ?? false,
    duplicates: duplicates ?? false,
    sizes: sizes ?? false,
    timekeeper,
  });
  const limits = { file: maxFile ?? SIZE_LIMITS.file, layer: maxLayer ?? SIZE_LIMITS.layer };
  const seen = timed(timekeeper, 'judge by the rules', () => observeImage(survey, limits, file.build));
  const findings = seen.observations.map(wordFinding);
  return {
    ...reportHead('image'),
    ...described,
    findings,
    savings: savingsReport(seen, findings, described.totals.fileBytes),
    warnings: [...file.warnings, ...survey.warnings, ...seen.warnings],
  };
}
