import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Baseline, type BaselineEntry, MAX_BASELINE_BYTES, parseBaseline } from '../budget/baseline.ts';
import type { ConfigInForce } from '../config/in-force.ts';
import { readText } from '../config/read-text.ts';
import { PlimsollError } from '../core/errors.ts';
import { assessImage } from './assess-image.ts';
import { baseOf, type PreparedSubject } from './check-subject.ts';

const DEFAULT_NAME = 'plimsoll-baseline.json';
const NOTHING: Baseline = { contexts: {}, images: {} };
const OPENING_BRACE = 0x7b;

/** Where the baseline of a configuration is: as it says, else beside its file. */
export function baselineFile(config: ConfigInForce, directory: string): string {
  if (config.baseline !== null) return config.baseline.value;
  return join(config.file === null ? directory : dirname(config.file), DEFAULT_NAME);
}

/** The baseline of a configuration; null when it has not been written yet. Throws a `corrupt` error for a damaged one. */
export function readBaseline(file: string): Baseline | null {
  return existsSync(file) ? parseBaseline(readText(file, 'The baseline', MAX_BASELINE_BYTES), file) : null;
}

/**
 * What `--against` names: a baseline file, or an archive that stands for the only image there is.
 * Throws `usage` for an archive where there are several images.
 */
export async function readAgainst(
  source: string,
  subjects: readonly PreparedSubject[],
  reportTop: number,
  signal: AbortSignal | undefined,
): Promise<Baseline> {
  if (isText(source)) return parseBaseline(readText(source, 'The baseline', MAX_BASELINE_BYTES), source);
  const images = subjects.flatMap(({ target, budgets }) =>
    target.kind === 'image' ? [{ target, budgets }] : [],
  );
  const [only] = images;
  if (only === undefined || images.length > 1) {
    throw new PlimsollError(
      'usage',
      `The archive ${source} can be compared with one image only; there are ${images.length}.`,
      {
        file: source,
        hint: 'Give a baseline file, which knows each image by its name.',
      },
    );
  }
  const { name } = only.target;
  const gate = { name, budgets: only.budgets, against: null, top: reportTop };
  const { assessment } = await assessImage(source, { top: reportTop, signal }, gate, baseOf(only.target));
  return { ...NOTHING, images: { [name]: assessment.remember() } };
}

/** What a baseline knows of a subject. */
export function entryOf(baseline: Baseline | null, { target }: PreparedSubject): BaselineEntry | null {
  if (baseline === null) return null;
  const entries = target.kind === 'context' ? baseline.contexts : baseline.images;
  return Object.hasOwn(entries, target.name) ? entries[target.name]! : null;
}

/** A baseline begins with a brace, an archive never does. */
function isText(file: string): boolean {
  try {
    if (statSync(file).isDirectory()) return false;
    const head = new Uint8Array(1);
    const descriptor = openSync(file, 'r');
    try {
      readSync(descriptor, head, 0, 1, 0);
    } finally {
      closeSync(descriptor);
    }
    return head[0] === OPENING_BRACE;
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const missing = code === 'ENOENT' || code === 'ENOTDIR';
    const message = missing
      ? `${file} is not there.`
      : `${file} cannot be read (${code ?? 'unknown error'}).`;
    throw new PlimsollError(missing ? 'not-found' : 'unreadable', message, { file, cause });
  }
}
