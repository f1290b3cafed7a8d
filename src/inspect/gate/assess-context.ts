import { type Assessment, assess } from '../../budget/assess.ts';
import type { PlainBudget } from '../../budget/budget.ts';
import { measureContext } from '../../budget/measure-context.ts';
import { beginTallies } from '../../budget/path-tally.ts';
import type { SurveyOptions } from '../../context/options.ts';
import type { ContextReport } from '../../context/report.ts';
import type { ContextStream } from '../../context/tar-input/survey-tar.ts';
import type { Warning } from '../../core/report.ts';
import { examineContext } from '../examine/examine-context.ts';
import type { Gate } from './gate.ts';

/** A report and what its budgets say. */
export interface AssessedContext {
  readonly report: ContextReport;
  readonly assessment: Assessment;
}

/** Inspects a context and holds it to its budgets in one walk. Fails as {@link examineContext} does. */
export async function assessContext(
  source: string | ContextStream,
  options: SurveyOptions,
  gate: Gate,
): Promise<AssessedContext> {
  const { name, budgets, against, top } = gate;
  const tallies = beginTallies(
    budgets.filter((budget) => budget.kind === 'path'),
    0,
    top,
  );
  const report = await examineContext(source, { ...options, onSent: tallies.final?.visit });
  const subject = {
    kind: 'context' as const,
    name,
    measure: (budget: PlainBudget) => measureContext(report, budget.measure),
    tallies,
    base: 0,
    layers: [],
    paths: largestPaths(report),
    hasAllPaths: hasAllPaths(report),
  };
  const assessment = assess(subject, budgets, against, top);
  const warnings = [...transferWarnings(gate, report), ...assessment.warnings];
  return { report, assessment: { ...assessment, warnings } };
}

function largestPaths({ largestFiles, largestDirectories }: ContextReport): ReadonlyMap<string, number> {
  const directories = largestDirectories.filter(({ path }) => path !== '.');
  return new Map([
    ...directories.map(({ path, bytes }) => [`${path}/`, bytes] as const),
    ...largestFiles.map(({ path, bytes }) => [path, bytes] as const),
  ]);
}

function hasAllPaths({ largestFiles, largestDirectories, sent }: ContextReport): boolean {
  return largestFiles.length >= sent.files && largestDirectories.length >= sent.directories;
}

function transferWarnings({ name, budgets }: Gate, report: ContextReport): readonly Warning[] {
  const asks = budgets.some((budget) =>
    budget.kind === 'plain'
      ? budget.measure === 'transfer'
      : budget.kind === 'growth' && budget.of === 'transfer',
  );
  if (!asks || report.transfer.needed !== null) return [];
  const message = `The context ${name} has no Dockerfile that could be read, so its transfer is that of everything.`;
  return [{ code: 'transfer-of-everything', message }];
}
