import { existsSync } from 'node:fs';
import type { Assessment } from '../../budget/assess.ts';
import type { BaselineEntry } from '../../budget/baseline.ts';
import { type Budget, readBudget } from '../../budget/budget.ts';
import { judge } from '../../budget/judge.ts';
import type { SubjectFailure, SubjectSummary } from '../../budget/report.ts';
import type { BaseChoice } from '../../config/config.ts';
import type { ContextInForce, ImageInForce } from '../../config/in-force.ts';
import type { ContextReport } from '../../context/report.ts';
import { PlimsollError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import type { Warning } from '../../core/report.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { LayerShelf } from '../../image/layers/layer-shelf.ts';
import type { ImageReport } from '../../image/report.ts';
import { contextSummary, imageSummary } from '../../report/formats/records.ts';
import { failureReason } from '../../report/gate/verdict-text.ts';
import { verdictOf } from '../gate/verdicts.ts';
import { originSource } from './repository-path.ts';

/** A context or image with its budgets in numbers. */
export interface PreparedSubject {
  readonly target: ContextInForce | ImageInForce;
  readonly budgets: readonly Budget[];
}

/** What came of one subject. */
export interface SubjectOutcome {
  readonly summary: SubjectSummary;
  readonly verdicts: readonly Verdict[];
  readonly findings: readonly Finding[];
  readonly warnings: readonly Warning[];
  readonly failure: SubjectFailure | null;
  readonly report: ContextReport | ImageReport | null;
  /** What a baseline would remember; null unless one is written. */
  readonly entry: BaselineEntry | null;
}

/** Sizes in bytes that the configuration sets as limits of rules. */
export interface RuleLimits {
  readonly sentFile: number | undefined;
  readonly imageFile: number | undefined;
  readonly layer: number | undefined;
}

/** How to check one subject. */
export interface SubjectCheck {
  readonly against: BaselineEntry | 'itself' | null;
  /** Length of the lists of verdicts, and of the reports. */
  readonly top: number;
  readonly reportTop: number;
  readonly withReport: boolean;
  readonly requireBaseline: boolean;
  /** From where on sizes are findings; not given: as the rules have it. */
  readonly limits: RuleLimits;
  /** What paths of the repository are relative to. */
  readonly root: string;
  /** Layers that were unpacked for other images of this check. */
  readonly shelf: LayerShelf | undefined;
  /** As {@link CheckOptions.cache}. */
  readonly cache: string | undefined;
  readonly signal: AbortSignal | undefined;
}

/** A subject with its budgets in numbers. Throws a `config` error with its place. */
export function prepareSubject(target: ContextInForce | ImageInForce): PreparedSubject {
  return { target, budgets: target.budgets.map(({ value, origin }) => readBudget(value, origin)) };
}

/** Inspects one subject and judges its budgets. What cannot be read is an outcome, not an error; only `aborted` is thrown. */
export async function checkSubject(subject: PreparedSubject, check: SubjectCheck): Promise<SubjectOutcome> {
  try {
    const { report, assessment } = await assessSubject(subject, check);
    return outcomeOf(subject, check, report, assessment);
  } catch (error) {
    if (!(error instanceof PlimsollError) || error.code === 'aborted') throw error;
    return failedOutcome(subject, check, error);
  }
}

async function assessSubject(
  { target, budgets }: PreparedSubject,
  { against, top, reportTop, limits, shelf, cache, signal }: SubjectCheck,
): Promise<{ readonly report: ContextReport | ImageReport; readonly assessment: Assessment }> {
  const gate = { name: target.name, budgets, against, top };
  if (target.kind === 'context') {
    const { assessContext } = await import('../gate/assess-context.ts');
    const { target: stage, buildArgs } = target.target;
    const dockerfile = target.dockerfile ?? undefined;
    const inputs = { dockerfile, target: stage, buildArgs, maxFile: limits.sentFile };
    return assessContext(target.path, { ...inputs, top: reportTop, signal }, gate);
  }
  const { assessImage } = await import('../gate/assess-image.ts');
  const { image, platform } = target.target;
  const dockerfile =
    target.dockerfile !== null && existsSync(target.dockerfile) ? target.dockerfile : undefined;
  const inputs = { dockerfile, maxFile: limits.imageFile, maxLayer: limits.layer };
  return assessImage(
    target.archive,
    { image, platform, ...inputs, top: reportTop, shelf, cache, signal },
    gate,
    baseOf(target),
  );
}

/** The base of an image, its archive as a path that can be opened. */
export function baseOf({ target, baseArchive }: ImageInForce): BaseChoice | null {
  return target.base === undefined ? null : { ...target.base, archive: baseArchive ?? undefined };
}

function outcomeOf(
  { target }: PreparedSubject,
  check: SubjectCheck,
  report: ContextReport | ImageReport,
  { judgements, remember, warnings }: Assessment,
): SubjectOutcome {
  const { name } = target;
  const summary = report.kind === 'context' ? contextSummary(report) : imageSummary(report);
  const verdicts = judgements.map((judgement): Verdict => {
    const { definition, baseline, status } = judgement;
    const isMissing = check.requireBaseline && definition.kind === 'growth' && baseline === null;
    return {
      ...verdictOf(judgement, target),
      status: isMissing ? 'fail' : status,
      source: originSource(check.root, definition.origin),
    };
  });
  return {
    summary: { ...summary, name },
    verdicts,
    findings: report.findings,
    warnings: [...report.warnings.map((warning) => about(name, warning)), ...warnings],
    failure: null,
    report: check.withReport ? report : null,
    entry: check.against === 'itself' ? remember() : null,
  };
}

function failedOutcome(
  { target, budgets }: PreparedSubject,
  check: SubjectCheck,
  { code, message }: PlimsollError,
): SubjectOutcome {
  const { kind, name } = target;
  const verdicts = budgets.map((budget): Verdict => {
    const nothing = judge(budget, { measured: null, contributors: [] }, { entry: null, changes: [] });
    return {
      ...verdictOf(nothing, target),
      status: 'fail',
      reason: failureReason(message),
      source: originSource(check.root, budget.origin),
      error: code,
    };
  });
  const unknown = { total: null, transfer: null, compressed: null, wasted: null, files: null };
  return {
    summary: { kind, name, ...unknown, layers: [], error: code },
    verdicts,
    findings: [],
    warnings: [],
    failure: { subject: { kind, name }, code, message },
    report: null,
    entry: null,
  };
}

/** Warnings of a report say nothing of whose they are. */
function about(name: string, { code, message }: Warning): Warning {
  return { code, message: `${name}: ${message}` };
}
