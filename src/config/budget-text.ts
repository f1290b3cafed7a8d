import { PlimsollError } from '../core/errors.ts';
import { acceptBudget } from './accept.ts';
import type { ContextBudget, ImageBudget } from './config.ts';
import { parseShare } from './limits.ts';
import { isCounted } from './measures.ts';

type Written = Record<string, unknown>;

const QUALIFIER = /,(\w+)=([^,=]*)$/;
/** Patterns may have commas and equals signs of their own. */
const QUALIFIER_OF_PATH = /,(scope|warnAt|in|of|atLeast)=([^,=]*)$/;
const COUNTED = /^(\d+)\s*files?$/;

/**
 * Reads a budget as one text: `NAME=LIMIT`, `path:PATTERN=LIMIT` (bytes, `200 files` or `forbidden`), `growth=10%`, each with qualifiers:
 * `total=60MB,scope=own,warnAt=90%`. Throws a `usage` error that names the text and the nearest known word.
 */
export async function parseBudgetText<Kind extends 'context' | 'image'>(
  kind: Kind,
  text: string,
): Promise<Kind extends 'context' ? ContextBudget : ImageBudget> {
  const { body, qualifiers } = splitQualifiers(text);
  const equals = body.lastIndexOf('=');
  if (equals < 1) throw noBudget(text, 'it is not NAME=LIMIT');
  const [name, limit] = [body.slice(0, equals).trim(), body.slice(equals + 1).trim()];
  if (limit === '') throw noBudget(text, 'it has no limit');
  const written = qualify(
    name.startsWith('path:') ? pathBudget(name, limit) : { [name]: limitOf(name, limit) },
    qualifiers,
  );
  return acceptBudget(kind, written, (complaint) => noBudget(text, complaint));
}

function splitQualifiers(text: string): {
  readonly body: string;
  readonly qualifiers: ReadonlyMap<string, string>;
} {
  const qualifiers = new Map<string, string>();
  const qualifier = /^\s*path:/.test(text) ? QUALIFIER_OF_PATH : QUALIFIER;
  let body = text;
  for (let match = qualifier.exec(body); match; match = qualifier.exec(body)) {
    if (qualifiers.has(match[1]!)) throw noBudget(text, `it has ${match[1]} twice`);
    qualifiers.set(match[1]!, match[2]!.trim());
    body = body.slice(0, match.index);
  }
  return { body, qualifiers };
}

function pathBudget(name: string, limit: string): Written {
  const path = name.slice('path:'.length);
  if (limit === 'forbidden') return { path, forbidden: true };
  const files = COUNTED.exec(limit);
  return files ? { path, files: Number(files[1]) } : { path, total: limit };
}

/** What is no number stays text, for the complaint to show. */
function limitOf(name: string, limit: string): unknown {
  if (name === 'growth') return { percent: numberOf(limit.replace(/\s*%$/, '')) };
  if (name === 'efficiency') return parseShare(limit) ?? numberOf(limit);
  return isCounted(name) ? numberOf(limit) : limit;
}

function numberOf(text: string): number | string {
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

/** `of` and `atLeast` belong to growth, the others to the budget. */
function qualify(written: Written, qualifiers: ReadonlyMap<string, string>): Written {
  const growth = written['growth'];
  const result = { ...written };
  for (const [key, value] of qualifiers) {
    if (typeof growth === 'object' && (key === 'of' || key === 'atLeast'))
      result['growth'] = { ...(result['growth'] as object), [key]: value };
    else result[key] = key === 'warnAt' ? numberOf(value) : value;
  }
  return result;
}

function noBudget(text: string, complaint: string): PlimsollError {
  const end = /[.?!]$/.test(complaint) ? '' : '.';
  return new PlimsollError('usage', `The budget "${text}" cannot be used: ${complaint}${end}`, {
    hint: 'Write it as total=20MB, wasted=5%, layers=20, growth=10%,atLeast=5MB or path:**/.env*=forbidden.',
  });
}
