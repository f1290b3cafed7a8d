import type { ContextBudget } from '../config/config.ts';
import type { SurveyOptions } from '../context/options.ts';
import { startEarly } from '../context/read-ahead/early-start.ts';
import type { ContextReport } from '../context/report.ts';
import type { ContextStream } from '../context/tar-input/survey-tar.ts';

/** How to inspect a context: the options of the command line, in camelCase. */
export interface InspectContextOptions extends SurveyOptions {
  /** Budgets as in a configuration, or as text: `total=20MB`. They add `verdicts` to the report. */
  readonly budgets?: readonly (string | ContextBudget)[] | undefined;
  /** A baseline file that budgets of growth are held against. */
  readonly against?: string | undefined;
}

/**
 * What a build of the context in directory `source` sends, offline; of a context that comes as a tar in pieces, what it holds. Nothing is printed, no link is followed, nothing outside the root is read except
 * the build files that the options name. Throws a `PlimsollError` where Docker itself would fail, and for budgets that make no sense.
 */
export async function inspectContext(
  source: string | ContextStream,
  options: InspectContextOptions = {},
): Promise<ContextReport> {
  const { budgets = [], against, ...survey } = options;
  if (budgets.length === 0) {
    const helper = typeof source === 'string' ? startEarly(source, survey) : null;
    const { examineContext } = await import('./examine/examine-context.ts');
    return examineContext(source, survey, helper);
  }
  const { gateContext } = await import('./gate/gate-inspection.ts');
  return gateContext(source, survey, { budgets, against });
}
