import type { Readable } from 'node:stream';
import type { Assessment } from '../../budget/assess.ts';
import type { BaselineEntry } from '../../budget/baseline.ts';
import type { Budget } from '../../budget/budget.ts';
import type { BaseChoice, ContextBudget, ImageBudget } from '../../config/config.ts';
import type { SurveyOptions } from '../../context/options.ts';
import type { ContextReport } from '../../context/report.ts';
import type { ContextStream } from '../../context/tar-input/survey-tar.ts';
import { layerCount } from '../../image/base/resolve-base.ts';
import type { ImageReport } from '../../image/report.ts';
import type { ExamineImageOptions } from '../examine/examine-image.ts';
import { TOP } from '../list-lengths.ts';
import { entryNamed, isBaselineFile, readBaselineFile, rememberImage } from './against.ts';
import { assessContext } from './assess-context.ts';
import { assessImage } from './assess-image.ts';
import { readBudgets } from './read-budgets.ts';
import { verdictsOf } from './verdicts.ts';

const FROM_STREAM = '-';

/** What a context is held to, as written. */
interface ContextGate {
  readonly budgets: readonly (string | ContextBudget)[];
  readonly against: string | undefined;
  /** What verdicts call it; default its root. */
  readonly name?: string;
}

/** A context with verdicts on budgets that came with the call. */
export async function gateContext(
  source: string | ContextStream,
  options: SurveyOptions,
  { budgets: written, against, name = typeof source === 'string' ? source : FROM_STREAM }: ContextGate,
): Promise<ContextReport> {
  const budgets = await readBudgets('context', written);
  const before = against === undefined ? null : entryNamed(readBaselineFile(against).contexts, name);
  const gate = { name, budgets, against: before, top: options.top ?? TOP };
  const { report, assessment } = await assessContext(source, options, gate);
  return withVerdicts(report, assessment, name);
}

/** An image with verdicts on budgets that came with the call. */
export async function gateImage(
  source: string | Readable,
  options: ExamineImageOptions,
  written: readonly (string | ImageBudget)[],
  against: string | undefined,
): Promise<ImageReport> {
  const budgets = await readBudgets('image', written);
  const name = typeof source === 'string' ? source : FROM_STREAM;
  const base = baseChoice(options.base);
  const before = against === undefined ? null : await entryBefore(against, name, budgets, base, options);
  const gate = { name, budgets, against: before, top: options.top ?? TOP };
  const { report, assessment } = await assessImage(source, options, gate, base);
  return withVerdicts(report, assessment, name);
}

async function entryBefore(
  against: string,
  name: string,
  budgets: readonly Budget[],
  base: BaseChoice | null,
  { platform, top, signal }: ExamineImageOptions,
): Promise<BaselineEntry | null> {
  if (isBaselineFile(against)) return entryNamed(readBaselineFile(against).images, name);
  return rememberImage(against, budgets, base, { platform, top, signal });
}

function baseChoice(base: string | number | undefined): BaseChoice | null {
  if (base === undefined) return null;
  const layers = layerCount(base);
  return layers === null ? { archive: String(base) } : { layers };
}

function withVerdicts<Report extends ContextReport | ImageReport>(
  report: Report,
  assessment: Assessment,
  name: string,
): Report {
  const verdicts = verdictsOf(assessment, { kind: report.kind, name });
  return { ...report, verdicts, warnings: [...report.warnings, ...assessment.warnings] };
}
