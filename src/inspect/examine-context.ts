import type { SurveyOptions } from '../context/options.ts';
import type { ContextReport } from '../context/report.ts';
import { surveyContext } from '../context/survey.ts';
import { VERSION } from '../core/version.ts';
import { wordFinding } from '../report/wording.ts';

/** The report of a context, before any budget. Throws a `PlimsollError` where Docker itself would fail. */
export async function examineContext(root: string, options: SurveyOptions): Promise<ContextReport> {
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
