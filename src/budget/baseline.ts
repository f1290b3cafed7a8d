import { PlimsollError } from '../core/errors.ts';
import { compareText } from '../core/order.ts';
import { isRecord } from '../core/value.ts';

/** A layer as a baseline remembers it. */
export interface BaselineLayer {
  readonly diffId: string | null;
  readonly instruction: string | null;
  readonly fileBytes: number;
  readonly blobBytes: number;
  readonly wastedBytes: number;
}

/** What a baseline remembers of one context or image. */
export interface BaselineEntry {
  /** Measured numbers by name, see `measureKey`. */
  readonly measures: Readonly<Record<string, number>>;
  /** Of the layers, how many from the bottom are not own. */
  readonly base: number;
  /** Base first; empty for a context. */
  readonly layers: readonly BaselineLayer[];
  /** The largest files, and directories with a slash at the end, by bytes. */
  readonly paths: Readonly<Record<string, number>>;
  /** True when `paths` has all of them. */
  readonly isComplete: boolean;
}

/** What was measured once, on purpose, to hold growth against. */
export interface Baseline {
  readonly contexts: Readonly<Record<string, BaselineEntry>>;
  readonly images: Readonly<Record<string, BaselineEntry>>;
}

const CONFLICT = /^(?:<{7}|={7}|>{7})(?: |$)/m;
/** Measures that are shares, not sizes. */
const SHARE = /^(?:efficiency|wasted share)\b/;
/** The most that a baseline file may weigh. */
export const MAX_BASELINE_BYTES: number = 64 * 2 ** 20;

/** A baseline as text that merges well: keys in order, one item a line, no times. */
export function renderBaseline(baseline: Baseline): string {
  const { contexts, images } = baseline;
  const sorted = {
    kind: 'baseline',
    schemaVersion: 1,
    contexts: sortKeys(contexts),
    images: sortKeys(images),
  };
  return `${JSON.stringify(sorted, sortNumbers, 2)}\n`;
}

/** Reads what {@link renderBaseline} wrote; throws a `corrupt` error for anything else. */
export function parseBaseline(text: string, file: string): Baseline {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw damaged(file, CONFLICT.test(text) ? 'it holds a merge conflict' : 'it is not JSON', cause);
  }
  if (!isRecord(value) || value['kind'] !== 'baseline') throw damaged(file, 'it is no baseline of plimsoll');
  if (value['schemaVersion'] !== 1)
    throw damaged(file, `its schemaVersion ${JSON.stringify(value['schemaVersion'])} is unknown`);
  return {
    contexts: readEntries(value['contexts'], file, 'contexts'),
    images: readEntries(value['images'], file, 'images'),
  };
}

function readEntries(value: unknown, file: string, at: string): Readonly<Record<string, BaselineEntry>> {
  if (!isRecord(value)) throw damaged(file, `${at} is not an object`);
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [name, readEntry(entry, file, `${at}["${name}"]`)]),
  );
}

function readEntry(value: unknown, file: string, at: string): BaselineEntry {
  if (!isRecord(value)) throw damaged(file, `${at} is not an object`);
  const { base, layers, isComplete } = value;
  if (!Array.isArray(layers)) throw damaged(file, `${at}.layers is not a list`);
  if (!isSize(base) || base > layers.length) throw damaged(file, `${at}.base is no number of its layers`);
  return {
    base,
    measures: readNumbers(value['measures'], file, `${at}.measures`, isMeasure),
    layers: layers.map((layer: unknown, index) => readLayer(layer, file, `${at}.layers[${index}]`)),
    paths: readNumbers(value['paths'], file, `${at}.paths`, isSize),
    isComplete: isComplete === true,
  };
}

function readLayer(value: unknown, file: string, at: string): BaselineLayer {
  if (!isRecord(value)) throw damaged(file, `${at} is not an object`);
  const { diffId, instruction, fileBytes, blobBytes, wastedBytes } = value;
  if (!isTextOrNull(diffId) || !isTextOrNull(instruction))
    throw damaged(file, `${at} has no diffId and instruction`);
  if (!isSize(fileBytes) || !isSize(blobBytes) || !isSize(wastedBytes))
    throw damaged(file, `${at} has a size that is none`);
  return { diffId, instruction, fileBytes, blobBytes, wastedBytes };
}

function readNumbers(
  value: unknown,
  file: string,
  at: string,
  isRight: (number: unknown, name: string) => boolean,
): Readonly<Record<string, number>> {
  if (!isRecord(value)) throw damaged(file, `${at} is not an object`);
  for (const [name, number] of Object.entries(value)) {
    if (!isRight(number, name)) throw damaged(file, `${at}["${name}"] is no size`);
  }
  return value as Readonly<Record<string, number>>;
}

function damaged(file: string, what: string, cause?: unknown): PlimsollError {
  return new PlimsollError('corrupt', `The baseline ${file} cannot be used: ${what}.`, {
    file,
    hint: 'Write it anew with plimsoll check --update-baseline.',
    cause,
  });
}

function sortKeys<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => compareText(a, b)));
}

/** Measures and paths in the order of their names, so that two branches change different lines. */
function sortNumbers(key: string, value: unknown): unknown {
  return key === 'measures' || key === 'paths' ? sortKeys(value as Readonly<Record<string, number>>) : value;
}

function isSize(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isMeasure(value: unknown, name: string): boolean {
  return SHARE.test(name) ? typeof value === 'number' && value >= 0 && value <= 1 : isSize(value);
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}
