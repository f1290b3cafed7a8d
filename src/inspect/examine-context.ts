import type { SurveyOptions } from '../context/options.ts';
import type { ContextReport } from '../context/report.ts';
import { surveyContext } from '../context/survey.ts';
import { type ContextStream, surveyTar } from '../context/tar-input/survey-tar.ts';
import { VERSION } from '../core/version.ts';
import { wordFinding } from '../report/wording.ts';

/** The report of a context, a directory or a tar in pieces, before any budget. Throws a `PlimsollError` where Docker itself would fail. */
export async function examineContext(
  source: string | ContextStream,
  options: SurveyOptions,
): Promise<ContextReport> {
  const survey = typeof source === 'string' ? surveyContext(source, options) : surveyTar(source, options);
  const { observations, warnings, ...facts } = await survey;
  return {
    kind: 'context',
    schemaVersion: 1,
    generator: { name: 'plimsoll', version: VERSION },
    findings: observations.map(wordFinding),
    warnings,
    ...facts,
  };
}
