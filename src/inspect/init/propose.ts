import { join } from 'node:path';
import { readBudget } from '../../budget/budget.ts';
import type { ContextBudget, ImageBudget } from '../../config/config.ts';
import type { Proposal, ProposedBudget, ProposedTarget } from '../../config/proposal.ts';
import type { ContextReport } from '../../context/report.ts';
import { PlimsollError } from '../../core/errors.ts';
import type { ImageReport } from '../../image/report.ts';
import { assessContext } from '../assess-context.ts';
import { assessImage } from '../assess-image.ts';
import { type FoundContext, findTargets } from './find.ts';
import { contextHabits, type Flavour, guessFlavour, imageHabits } from './flavour.ts';
import { countAbove, ratioBelow, sizeAbove } from './limit-above.ts';

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
  const flavour = options.flavour ?? guessFlavour(found.marks);
  const targets: ProposedTarget[] = [];
  for (const context of found.contexts)
    targets.push(await proposeContext(directory, context, flavour, options));
  for (const archive of found.archives.slice(0, MAX_ARCHIVES)) {
    const image = await proposeImage(directory, archive, flavour, options);
    if (image !== null) targets.push(image);
  }
  if (options.imageBudgets !== undefined && !targets.some(({ kind }) => kind === 'image'))
    targets.push(imageToCome(options.imageBudgets));
  return { flavour, targets };
}

async function proposeContext(
  directory: string,
  { path, dockerfile, target }: FoundContext,
  flavour: Flavour,
  { signal }: ProposeOptions,
): Promise<ProposedTarget> {
  const head = { kind: 'context' as const, path, dockerfile, target, isMissing: false };
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
    return { ...head, budgets: [...contextBudgets(report), ...habitBudgets(habits, kept)], failure: null };
  } catch (error) {
    return { ...head, budgets: [], failure: failureOf(error) };
  }
}

/** Null for what is no image archive. */
async function proposeImage(
  directory: string,
  path: string,
  flavour: Flavour,
  { imageBudgets, signal }: ProposeOptions,
): Promise<ProposedTarget | null> {
  const head = { kind: 'image' as const, path, dockerfile: null, target: null, isMissing: false };
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
      ...(imageBudgets === undefined ? wasteBudgets(report) : asked),
      ...habitBudgets(habits, kept),
    ];
    return { ...head, budgets, failure: null };
  } catch (error) {
    if (error instanceof PlimsollError && NO_IMAGE.includes(error.code)) return null;
    return { ...head, budgets: [], failure: failureOf(error) };
  }
}

/** Budgets that were asked for need an image, though none has been saved yet. */
function imageToCome(budgets: readonly ImageBudget[]): ProposedTarget {
  const head = {
    kind: 'image' as const,
    path: FIRST_ARCHIVE,
    dockerfile: null,
    target: null,
    isMissing: true,
  };
  return {
    ...head,
    budgets: habitBudgets(
      budgets,
      budgets.map(() => true),
    ),
    failure: null,
  };
}

function gateOf(
  name: string,
  habits: readonly (ContextBudget | ImageBudget)[],
): Parameters<typeof assessContext>[2] {
  return { name, budgets: habits.map((budget) => readBudget(budget, null)), against: null, top: 1 };
}

function contextBudgets({ sent, transfer, largestFiles }: ContextReport): readonly ProposedBudget[] {
  const needed = transfer.needed?.buildkitBytes ?? null;
  const largest = largestFiles[0]?.bytes ?? 0;
  return [
    inForce({ total: sizeAbove(sent.bytes, 1e6), warnAt: '95%' }, sent.bytes, 'bytes'),
    ...(needed === null ? [] : [inForce({ transfer: sizeAbove(needed, 1e6) }, needed, 'bytes')]),
    inForce({ files: countAbove(sent.files, 20) }, sent.files, 'count'),
    inForce({ file: sizeAbove(largest, 1e6) }, largest, 'bytes'),
  ];
}

function imageSizes({ totals, layers, largestFiles }: ImageReport): readonly ProposedBudget[] {
  const largest = largestFiles[0]?.bytes ?? 0;
  return [
    inForce({ total: sizeAbove(totals.fileBytes, 1e6), warnAt: '95%' }, totals.fileBytes, 'bytes'),
    inForce({ compressed: sizeAbove(totals.blobBytes, 1e6) }, totals.blobBytes, 'bytes'),
    inForce({ layers: countAbove(layers.length, 2) }, layers.length, 'count'),
    inForce({ file: sizeAbove(largest, 1e6) }, largest, 'bytes'),
  ];
}

function wasteBudgets({ totals }: ImageReport): readonly ProposedBudget[] {
  const { wastedBytes, efficiency } = totals;
  return [
    inForce({ wasted: sizeAbove(wastedBytes, 1e6) }, wastedBytes, 'bytes'),
    inForce({ efficiency: ratioBelow(efficiency) }, efficiency, 'ratio'),
  ];
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
