import { closeSync, openSync, readSync, statSync } from 'node:fs';
import {
  type Baseline,
  type BaselineEntry,
  MAX_BASELINE_BYTES,
  parseBaseline,
} from '../../budget/baseline.ts';
import type { Budget } from '../../budget/budget.ts';
import type { BaseChoice } from '../../config/config.ts';
import { fileError } from '../../files/file-error.ts';
import { readText } from '../../files/read-small.ts';
import type { ExamineImageOptions } from '../examine/examine-image.ts';
import { assessImage } from './assess-image.ts';

const OPENING_BRACE = 0x7b;

/** Reads a baseline file; throws `corrupt` for a damaged one. */
export function readBaselineFile(file: string): Baseline {
  return parseBaseline(readText(file, 'The baseline', MAX_BASELINE_BYTES), file);
}

/** What a baseline would remember of the image in an archive, so that another can be compared with it. */
export async function rememberImage(
  source: string,
  budgets: readonly Budget[],
  base: BaseChoice | null,
  options: ExamineImageOptions,
): Promise<BaselineEntry> {
  const gate = { name: source, budgets, against: null, top: options.top ?? 0 };
  const { assessment } = await assessImage(source, options, gate, base);
  return assessment.remember();
}

/** True for a file that begins as a baseline does, with a brace; an archive never does. Throws where it cannot be read. */
export function isBaselineFile(file: string): boolean {
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
  } catch (error) {
    throw fileError(error, file);
  }
}

/** The entry of that name, else the only one; null when there is none or the choice would be a guess. */
export function entryNamed(
  entries: Readonly<Record<string, BaselineEntry>>,
  name: string,
): BaselineEntry | null {
  if (Object.hasOwn(entries, name)) return entries[name]!;
  const [only, ...others] = Object.values(entries);
  return only !== undefined && others.length === 0 ? only : null;
}
