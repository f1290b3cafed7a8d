import type { SurveyOptions } from '../context/options.ts';
import type { ContextReport } from '../context/report.ts';
import { surveyContext } from '../context/survey.ts';
import { VERSION } from '../core/version.ts';
import { wordFinding } from '../report/wording.ts';

/** How to inspect a context: the options of the command line, in camelCase. */
export type InspectContextOptions = SurveyOptions;

/**
 * What a build of the context in directory `root` sends, offline. Nothing is printed, no link is followed, nothing outside the root is read except
 * the build files that the options name. Throws a `PlimsollError` where Docker itself would fail.
 */
export async function inspectContext(
  root: string,
  options: InspectContextOptions = {},
): Promise<ContextReport> {
  const { observations, warnings, ...facts } = await surveyContext(root, options);
  return {
    kind: 'context',
    schemaVersion: 1,
    generator: { name: 'plimsoll', version: VERSION },
    findings: observations.map(wordFinding),
    warnings,
    ...facts,
  };
}
