import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Baseline, BaselineEntry } from '../../budget/baseline.ts';
import type { ConfigInForce } from '../../config/in-force.ts';
import { PlimsollError } from '../../core/errors.ts';
import { isBaselineFile, readBaselineFile, rememberImage } from '../gate/against.ts';
import { baseOf, type PreparedSubject, type SubjectOutcome } from './subject.ts';

const DEFAULT_NAME = 'plimsoll-baseline.json';

/** Where the baseline of a configuration is: as it says, else beside its file. */
export function baselineFile(config: ConfigInForce, directory: string): string {
  if (config.baseline !== null) return config.baseline.value;
  return join(config.file === null ? directory : dirname(config.file), DEFAULT_NAME);
}

/** The baseline of a configuration; null when it has not been written yet. Throws a `corrupt` error for a damaged one. */
export function readBaseline(file: string): Baseline | null {
  return existsSync(file) ? readBaselineFile(file) : null;
}

/**
 * What `--against` names: a baseline file, or an archive that stands for the only image there is.
 * Throws `usage` for an archive where there are several images.
 */
export async function readAgainst(
  source: string,
  subjects: readonly PreparedSubject[],
  top: number,
  signal: AbortSignal | undefined,
): Promise<Baseline> {
  if (isBaselineFile(source)) return readBaselineFile(source);
  const images = subjects.flatMap(({ target, budgets }) =>
    target.kind === 'image' ? [{ target, budgets }] : [],
  );
  const [only] = images;
  if (only === undefined || images.length > 1) {
    const message = `The archive ${source} can be compared with one image only; there are ${images.length}.`;
    const hint = 'Give a baseline file, which knows each image by its name.';
    throw new PlimsollError('usage', message, { file: source, hint });
  }
  const entry = await rememberImage(source, only.budgets, baseOf(only.target), { top, signal });
  return { contexts: {}, images: { [only.target.name]: entry } };
}

/** What a baseline knows of a subject. */
export function entryOf(baseline: Baseline | null, { target }: PreparedSubject): BaselineEntry | null {
  if (baseline === null) return null;
  const entries = target.kind === 'context' ? baseline.contexts : baseline.images;
  return Object.hasOwn(entries, target.name) ? entries[target.name]! : null;
}

/** What is measured, over what is kept of subjects that were not. */
export function mergeBaseline(
  kept: Baseline | null,
  subjects: readonly PreparedSubject[],
  outcomes: readonly SubjectOutcome[],
): Baseline {
  const contexts = new Map(Object.entries(kept?.contexts ?? {}));
  const images = new Map(Object.entries(kept?.images ?? {}));
  for (const [index, { target }] of subjects.entries()) {
    const { entry } = outcomes[index]!;
    if (entry !== null) (target.kind === 'context' ? contexts : images).set(target.name, entry);
  }
  return { contexts: Object.fromEntries(contexts), images: Object.fromEntries(images) };
}
