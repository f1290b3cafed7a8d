import { explainPaths as explain } from '../context/explain/explain-paths.ts';
import type { SurveyOptions } from '../context/options.ts';
import type { ExplainReport } from '../context/report.ts';
import { reportHead } from '../core/report.ts';

/** How to explain: the options of the command line, in camelCase. */
export interface ExplainOptions
  extends Pick<
    SurveyOptions,
    'walk' | 'dockerfile' | 'dockerfileText' | 'ignoreFile' | 'target' | 'buildArgs' | 'buildContexts'
  > {
  /** Directory of the context; default `.`. */
  readonly context?: string | undefined;
}

/**
 * Why each path would be sent or not, whether it exists or not: the rule that decides, what every rule did, who needs it, and the smallest change.
 * Paths are relative to the context root, or absolute and inside it. Fails with a `PlimsollError`.
 */
export async function explainPaths(
  paths: readonly string[],
  options: ExplainOptions = {},
): Promise<ExplainReport> {
  return reportOnPaths(options.context ?? '.', paths, options);
}

/** The same at once, for a context that was walked a moment ago. */
export function reportOnPaths(root: string, paths: readonly string[], options: SurveyOptions): ExplainReport {
  const explanation = explain(root, paths, options);
  return {
    ...reportHead('explain'),
    findings: [],
    ...explanation,
  };
}
