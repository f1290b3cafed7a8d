import type { SurveyOptions } from '../../context/options.ts';
import type { ReadAheadThread } from '../../context/read-ahead/read-ahead.ts';
import type { ContextReport } from '../../context/report.ts';
import { type ContextSurvey, surveyContext } from '../../context/survey/survey.ts';
import type { ContextStream } from '../../context/tar-input/survey-tar.ts';
import { reportHead } from '../../core/report.ts';
import { wordFinding } from '../../report/rules/catalogue.ts';

/** The report of a context, a directory or a tar in pieces, before any budget. Throws a `PlimsollError` where Docker itself would fail. */
export async function examineContext(
  source: string | ContextStream,
  options: SurveyOptions,
  helper: ReadAheadThread | null = null,
): Promise<ContextReport> {
  const { observations, warnings, ...facts } = await survey(source, options, helper);
  return {
    ...reportHead('context'),
    findings: observations.map(wordFinding),
    warnings,
    ...facts,
  };
}

/** What reads tars is loaded when one comes. */
async function survey(
  source: string | ContextStream,
  options: SurveyOptions,
  helper: ReadAheadThread | null,
): Promise<ContextSurvey> {
  if (typeof source === 'string') return surveyContext(source, options, helper);
  const { surveyTar } = await import('../../context/tar-input/survey-tar.ts');
  return surveyTar(source, options);
}
