import { type ValueStep, valueAt } from '../../core/value.ts';
import type { Config, ContextBudget, ImageBudget } from '../config.ts';
import { configErrors, type Origin, type PlacedComplaint } from '../origin.ts';
import { contextBudgetSchema, imageBudgetSchema } from './budget-schema.ts';
import { configSchema } from './config-schema.ts';
import { UNKNOWN_KEY_SEPARATOR, type z } from './define.ts';

interface Complaint {
  readonly path: readonly ValueStep[];
  readonly message: string;
  readonly at: Origin | null;
  readonly kind: 'unknown' | 'missing' | 'other';
}

const SHOWN_VALUE = 40;

/** Holds a value to the schema; `origin` tells where a part of it stands, or null for a value that is in no file. */
export function validateConfig(
  value: unknown,
  origin: (path: readonly ValueStep[], at: 'key' | 'value') => Origin | null,
): Config {
  const result = configSchema.safeParse(value);
  if (result.success) return result.data;
  throw configErrors(complaintsAbout(value, result.error.issues, origin));
}

/** What is wrong with a value, in the order in which it stands in the text; of what follows from something else only the cause. */
function complaintsAbout(
  value: unknown,
  issues: readonly z.core.$ZodIssue[],
  origin: (path: readonly ValueStep[], at: 'key' | 'value') => Origin | null = () => null,
): readonly [PlacedComplaint, ...PlacedComplaint[]] {
  const complaints = issues.flatMap((issue): readonly Complaint[] => {
    const path = issue.path as ValueStep[];
    if (issue.code !== 'unrecognized_keys') {
      const isMissing = issue.code === 'invalid_type' && valueAt(value, path) === undefined;
      const message = isMissing ? 'is missing' : issue.message;
      return [{ path, message, at: origin(path, 'value'), kind: isMissing ? 'missing' : 'other' }];
    }
    const messages = issue.message.split(UNKNOWN_KEY_SEPARATOR);
    return issue.keys.map((key, index) => {
      const at = origin([...path, key], 'key');
      return { path: [...path, key], message: messages[index] ?? issue.message, at, kind: 'unknown' };
    });
  });
  const own = complaints.filter(
    (complaint) => !complaints.some((other) => isAbove(complaint, other) || isCauseOf(other, complaint)),
  );
  own.sort((a, b) => (a.at && b.at ? a.at.line - b.at.line || a.at.column - b.at.column : 0));
  const [first, ...others] = own.map((one) => ({ at: one.at, text: complaintText(value, one) }));
  return [first!, ...others];
}

/** Holds one budget to its schema; `refuse` makes the error of a complaint. */
export function validateBudget<Kind extends 'context' | 'image'>(
  kind: Kind,
  value: unknown,
  refuse: (complaint: string) => Error,
): Kind extends 'context' ? ContextBudget : ImageBudget {
  const result = (kind === 'context' ? contextBudgetSchema : imageBudgetSchema).safeParse(value);
  if (result.success) return result.data as Kind extends 'context' ? ContextBudget : ImageBudget;
  throw refuse(complaintsAbout(value, result.error.issues)[0].text);
}

/** The value is shown but for a key that is not known, where the key is what is wrong. */
function complaintText(value: unknown, { path, message, kind }: Complaint): string {
  if (value === null || value === undefined) return 'the configuration is empty';
  const found = kind === 'unknown' ? null : valueAt(value, path);
  const shown = typeof found === 'string' || typeof found === 'number' ? ` "${cut(String(found))}"` : '';
  return `${path.length === 0 ? 'this' : pathText(path)}${shown} ${message}`;
}

/** True when the other complaint is about a part of what this one is about: then that part is the cause. */
function isAbove(complaint: Complaint, other: Complaint): boolean {
  return (
    other.path.length > complaint.path.length &&
    complaint.path.every((step, depth) => other.path[depth] === step)
  );
}

/** A key that is misspelt is missing as well: the spelling is the cause. */
function isCauseOf(other: Complaint, complaint: Complaint): boolean {
  if (other.kind !== 'unknown' || complaint.kind !== 'missing') return false;
  const parent = complaint.path.slice(0, -1);
  return (
    other.path.length === complaint.path.length && parent.every((step, depth) => other.path[depth] === step)
  );
}

/** `images[0].budgets[1].total`. */
function pathText(path: readonly ValueStep[]): string {
  return path
    .map((step, depth) => (typeof step === 'number' ? `[${step}]` : depth === 0 ? step : `.${step}`))
    .join('');
}

function cut(text: string): string {
  return text.length > SHOWN_VALUE ? `${text.slice(0, SHOWN_VALUE)}…` : text;
}
