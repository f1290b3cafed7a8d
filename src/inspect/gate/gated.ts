import type { Readable } from 'node:stream';
import type { Assessment } from '../../budget/assess.ts';
import type { BaselineEntry } from '../../budget/baseline.ts';
import { type Budget, readBudget } from '../../budget/budget.ts';
import { acceptBudget } from '../../config/accept.ts';
import { parseBudgetText } from '../../config/budget-text.ts';
import type { BaseChoice, ContextBudget, ImageBudget } from '../../config/config.ts';
import { configError } from '../../config/origin.ts';
import type { SurveyOptions } from '../../context/options.ts';
import type { ContextReport } from '../../context/report.ts';
import type { ContextStream } from '../../context/tar-input/survey-tar.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { ImageReport } from '../../image/report.ts';
import { verdictReason } from '../../report/gate/verdict-text.ts';
import type { ExamineImageOptions } from '../examine-image.ts';
import { entryNamed, isBaselineFile, readBaselineFile, rememberImage } from './against.ts';
import { assessContext } from './assess-context.ts';
import { assessImage } from './assess-image.ts';

const TOP = 100;
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

/** Budgets in numbers; throws a `usage` or `config` error for one that makes no sense. */
export function readBudgets(
  kind: 'context' | 'image',
  written: readonly (string | ContextBudget | ImageBudget)[],
): Promise<readonly Budget[]> {
  return Promise.all(written.map((one) => budgetOf(kind, one)));
}

async function budgetOf(
  kind: 'context' | 'image',
  written: string | ContextBudget | ImageBudget,
): Promise<Budget> {
  const accepted =
    typeof written === 'string'
      ? await parseBudgetText(kind, written)
      : await acceptBudget(kind, written, (complaint) => configError(null, complaint));
  return readBudget(accepted, null);
}

/** `3` is a number of layers, anything else an archive. */
function baseChoice(base: string | number | undefined): BaseChoice | null {
  if (base === undefined) return null;
  return /^\d{1,6}$/.test(String(base)) ? { layers: Number(base) } : { archive: String(base) };
}

function withVerdicts<Report extends ContextReport | ImageReport>(
  report: Report,
  assessment: Assessment,
  name: string,
): Report {
  const verdicts = verdictsOf(report.kind, assessment, name);
  return { ...report, verdicts, warnings: [...report.warnings, ...assessment.warnings] };
}

/** Judgements in words, about the context or image of that name. */
export function verdictsOf(
  kind: 'context' | 'image',
  { judgements }: Assessment,
  name: string,
): readonly Verdict[] {
  return judgements.map((judgement): Verdict => {
    const { definition, layer, ...verdict } = judgement;
    const path = definition.kind === 'path' ? definition.pattern : null;
    return {
      ...verdict,
      subject: { kind, name, path, layer },
      reason: verdictReason(judgement, name),
      source: null,
    };
  });
}
