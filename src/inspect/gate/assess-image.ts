import type { Readable } from 'node:stream';
import { type Assessment, assess } from '../../budget/assess.ts';
import type { PlainBudget } from '../../budget/budget.ts';
import { measureImage } from '../../budget/measure-image.ts';
import { beginTallies } from '../../budget/path-tally.ts';
import type { BaseChoice } from '../../config/config.ts';
import type { VisitPath } from '../../core/path-visit.ts';
import type { Warning } from '../../core/report.ts';
import type { ImageReport } from '../../image/report.ts';
import type { Stack } from '../../image/stack/stack.ts';
import { visitFinalPaths, visitLayerPaths } from '../../image/stack/visit-paths.ts';
import { type ExamineImageOptions, examineImage } from '../examine/examine-image.ts';
import type { Gate } from './gate.ts';

const EVERY_PATH = { mayCover: () => true, needsPaths: () => true, mayEnd: () => true };

/** A report and what its budgets say. */
export interface AssessedImage {
  readonly report: ImageReport;
  readonly assessment: Assessment;
}

/** Inspects an image and holds it to its budgets in one go. Fails as {@link examineImage} does, and where the base cannot be read. */
export async function assessImage(
  source: string | Readable,
  options: ExamineImageOptions,
  gate: Gate,
  base: BaseChoice | null,
): Promise<AssessedImage> {
  return examineImage(source, { ...options, base: base?.archive ?? base?.layers }, (report, stack) => {
    const assessment = assessStack(report, stack, gate);
    const warnings = base === null ? baseWarnings(gate, report) : [];
    return { report, assessment: { ...assessment, warnings: [...warnings, ...assessment.warnings] } };
  });
}

/** Holds an image that is surveyed already to its budgets. */
export function assessStack(report: ImageReport, stack: Stack, gate: Gate): Assessment {
  const { name, budgets, against, top } = gate;
  const base = report.base.layers;
  const pathBudgets = budgets.filter((budget) => budget.kind === 'path');
  const tallies = beginTallies(pathBudgets, base, top);
  if (tallies.final !== null) visitFinalPaths(stack, tallies.final);
  if (tallies.layers !== null) visitLayerPaths(stack, tallies.layers);
  const figures = {
    report,
    base,
    top,
    visitTree: (visit: VisitPath) => visitFinalPaths(stack, { visit, ...EVERY_PATH }),
  };
  const subject = {
    kind: 'image' as const,
    name,
    measure: (budget: PlainBudget) => measureImage(figures, budget),
    tallies,
    base,
    layers: report.layers,
    paths: new Map(report.largestFiles.map(({ path, bytes }) => [path, bytes])),
    hasAllPaths: report.largestFiles.length === report.totals.visibleFiles,
  };
  return assess(subject, budgets, against, top);
}

/** Budgets of own layers rest on a base that nobody named. */
function baseWarnings({ name, budgets }: Gate, { base }: ImageReport): readonly Warning[] {
  if (!budgets.some(({ scope }) => scope === 'own')) return [];
  if (base.layers === 0) {
    const message = `No base is given for ${name}, so all of its layers count as own.`;
    return [{ code: 'base-missing', message }];
  }
  if (base.origin === 'image') return [];
  const message = `No base is given for ${name}; by its history ${base.layers === 1 ? 'the lowest layer is' : `the lowest ${base.layers} layers are`} taken for it.`;
  return [{ code: 'base-guessed', message }];
}
