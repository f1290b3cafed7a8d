import { join } from 'node:path';
import { readBudget } from '../../budget/budget.ts';
import type { ContextBudget, ImageBudget } from '../../config/config.ts';
import type { AcceptedFinding, Proposal, ProposedBudget, ProposedTarget } from '../../config/proposal.ts';
import type { ContextReport } from '../../context/report.ts';
import { PlimsollError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { literalRule } from '../../ignore/literal.ts';
import type { ImageReport } from '../../image/report.ts';
import { isGrave } from '../../report/gate/issue.ts';
import { assessContext } from '../gate/assess-context.ts';
import { assessImage } from '../gate/assess-image.ts';
import type { Gate } from '../gate/gate.ts';
import { type FoundContext, type FoundTargets, findTargets } from './find.ts';
import { contextHabits, type Flavour, guessFlavour, imageHabits } from './flavour.ts';
import { countAbove, sizeAbove } from './limit-above.ts';

/** What `plimsoll init` may be told. */
export interface ProposeOptions {
  readonly flavour?: Flavour | undefined;
  /** Budgets that every image has, as from a `.dive-ci`; they take the place of those for waste. */
  readonly imageBudgets?: readonly ImageBudget[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

const MAX_ARCHIVES = 50;
const FIRST_ARCHIVE = 'image.tar';
/** Errors that say that a file is no image archive at all. */
const NO_IMAGE = ['unsupported', 'corrupt'];

/** Looks at what a directory builds and holds, and proposes budgets a little above what is measured. */
export async function proposeConfig(directory: string, options: ProposeOptions = {}): Promise<Proposal> {
  const found = findTargets(directory);
  const flavourOf = (path: string): Flavour =>
    options.flavour ?? guessFlavour(marksOf(found, path)) ?? guessFlavour(marksOf(found, '.')) ?? 'generic';
  const proposed: (Proposed | null)[] = [];
  for (const context of found.contexts)
    proposed.push(await proposeContext(directory, context, flavourOf(context.path), options));
  for (const archive of found.archives.slice(0, MAX_ARCHIVES))
    proposed.push(await proposeImage(directory, archive, flavourOf('.'), options));
  const targets = proposed.flatMap((one) => (one === null ? [] : [one.target]));
  if (options.imageBudgets !== undefined && !targets.some(({ kind }) => kind === 'image'))
    targets.push(imageToCome(options.imageBudgets, flavourOf('.')));
  return { targets, accepted: distinct(proposed.flatMap((one) => one?.accepted ?? [])) };
}

/** What is proposed for one target, and the findings on it that would fail the first check. */
interface Proposed {
  readonly target: ProposedTarget;
  readonly accepted: readonly AcceptedFinding[];
}

function marksOf({ marks }: FoundTargets, path: string): ReadonlySet<string> {
  return marks.get(path) ?? new Set();
}

function acceptedOf(findings: readonly Finding[]): readonly AcceptedFinding[] {
  return findings
    .filter((finding) => isGrave(finding, 'error'))
    .map(({ rule, place }) =>
      place.path === undefined ? { rule } : { rule, path: literalRule(place.path) },
    );
}

function distinct(accepted: readonly AcceptedFinding[]): readonly AcceptedFinding[] {
  return [...new Map(accepted.map((one) => [`${one.rule}\n${one.path ?? ''}`, one])).values()];
}

async function proposeContext(
  directory: string,
  { path, dockerfile, target }: FoundContext,
  flavour: Flavour,
  { signal }: ProposeOptions,
): Promise<Proposed> {
  const head = { kind: 'context' as const, path, dockerfile, target, flavour, isMissing: false };
  const habits = contextHabits(flavour);
  const gate = gateOf(path, habits);
  const survey = {
    dockerfile: dockerfile === null ? undefined : join(directory, dockerfile),
    target: target ?? undefined,
    top: 10,
    signal,
  };
  try {
    const { report, assessment } = await assessContext(join(directory, path), survey, gate);
    const kept = assessment.judgements.map(({ status }) => status === 'pass');
    const budgets = [...contextBudgets(report), ...habitBudgets(habits, kept)];
    return { target: { ...head, budgets, failure: null }, accepted: acceptedOf(report.findings) };
  } catch (error) {
    return { target: { ...head, budgets: [], failure: failureOf(error) }, accepted: [] };
  }
}

/** Null for what is no image archive. */
async function proposeImage(
  directory: string,
  path: string,
  flavour: Flavour,
  { imageBudgets, signal }: ProposeOptions,
): Promise<Proposed | null> {
  const head = imageHead(path, flavour, false);
  const habits = imageHabits(flavour);
  const wanted = imageBudgets ?? [];
  try {
    const gate = gateOf(path, [...habits, ...wanted]);
    const { report, assessment } = await assessImage(join(directory, path), { top: 10, signal }, gate, null);
    const { judgements } = assessment;
    const kept = judgements.map(({ status }) => status === 'pass');
    const asked = judgements
      .slice(habits.length)
      .map(({ measured, unit }, index) => inForce(wanted[index]!, measured ?? 0, unit));
    const budgets = [
      ...imageSizes(report),
      ...(imageBudgets === undefined ? wasteBudget(report) : asked),
      ...habitBudgets(habits, kept),
    ];
    return { target: { ...head, budgets, failure: null }, accepted: acceptedOf(report.findings) };
  } catch (error) {
    if (error instanceof PlimsollError && NO_IMAGE.includes(error.code)) return null;
    return { target: { ...head, budgets: [], failure: failureOf(error) }, accepted: [] };
  }
}

/** Budgets that were asked for need an image, though none has been saved yet. */
function imageToCome(budgets: readonly ImageBudget[], flavour: Flavour): ProposedTarget {
  const all = budgets.map(() => true);
  return { ...imageHead(FIRST_ARCHIVE, flavour, true), budgets: habitBudgets(budgets, all), failure: null };
}

function imageHead(
  path: string,
  flavour: Flavour,
  isMissing: boolean,
): Omit<ProposedTarget, 'budgets' | 'failure'> {
  return { kind: 'image', path, dockerfile: null, target: null, flavour, isMissing };
}

function gateOf(name: string, habits: readonly (ContextBudget | ImageBudget)[]): Gate {
  return { name, budgets: habits.map((budget) => readBudget(budget, null)), against: null, top: 1 };
}

function contextBudgets({ sent, transfer }: ContextReport): readonly ProposedBudget[] {
  const needed = transfer.needed?.buildkitBytes ?? null;
  return [
    inForce({ total: sizeAbove(sent.bytes, 1e6), warnAt: '95%' }, sent.bytes, 'bytes'),
    ...(needed === null ? [] : [inForce({ transfer: sizeAbove(needed, 1e6) }, needed, 'bytes')]),
    inForce({ files: countAbove(sent.files, 20) }, sent.files, 'count'),
  ];
}

function imageSizes({ totals }: ImageReport): readonly ProposedBudget[] {
  return [
    inForce({ total: sizeAbove(totals.fileBytes, 1e6), warnAt: '95%' }, totals.fileBytes, 'bytes'),
    inForce({ compressed: sizeAbove(totals.blobBytes, 1e6) }, totals.blobBytes, 'bytes'),
  ];
}

function wasteBudget({ totals: { wastedBytes } }: ImageReport): readonly ProposedBudget[] {
  return [inForce({ wasted: sizeAbove(wastedBytes, 1e6) }, wastedBytes, 'bytes')];
}

function inForce(
  budget: ContextBudget | ImageBudget,
  measured: number,
  unit: ProposedBudget['unit'],
): ProposedBudget {
  return { budget, measured, unit, isKept: true };
}

function habitBudgets(
  habits: readonly (ContextBudget | ImageBudget)[],
  kept: readonly boolean[],
): readonly ProposedBudget[] {
  return habits.map((budget, index) => ({
    budget,
    measured: null,
    unit: 'count',
    isKept: kept[index] ?? false,
  }));
}

function failureOf(error: unknown): string {
  if (error instanceof PlimsollError && error.code !== 'aborted') return error.message;
  throw error;
}
