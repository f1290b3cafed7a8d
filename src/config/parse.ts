import { parseYaml, type YamlStep } from '../core/yaml.ts';
import type { Config } from './config.ts';
import { configError, type Origin } from './origin.ts';
import { configSchema } from './schema.ts';

/** A configuration that fits its schema, and knows where its parts stand. */
export interface ParsedConfig {
  readonly config: Config;
  readonly origin: (path: readonly YamlStep[], at?: 'key' | 'value') => Origin;
}

interface Complaint {
  readonly path: readonly YamlStep[];
  readonly message: string;
  readonly at: Origin | null;
}

const SHOWN_VALUE = 40;

/**
 * Reads a configuration from YAML or JSON. `under` is the way to it inside the document (`['plimsoll']` in package.json).
 * Throws a `config` error that names file, line, column, the value and the nearest known key.
 */
export function parseConfig(text: string, file: string, under: readonly YamlStep[] = []): ParsedConfig {
  const yaml = parseYaml(text, file);
  const origin: ParsedConfig['origin'] = (path, at) => ({ file, ...yaml.locate([...under, ...path], at) });
  return { config: validateConfig(valueAt(yaml.value, under), origin), origin };
}

/** Holds a value to the schema; `origin` tells where a part of it stands, or null for a value that is in no file. */
export function validateConfig(
  value: unknown,
  origin: (path: readonly YamlStep[], at: 'key' | 'value') => Origin | null,
): Config {
  const result = configSchema.safeParse(value);
  if (result.success) return result.data;
  const complaints = result.error.issues.map((issue): Complaint => {
    const path = issue.path as YamlStep[];
    if (issue.code !== 'unrecognized_keys') {
      const isMissing = issue.code === 'invalid_type' && valueAt(value, path) === undefined;
      return { path, message: isMissing ? 'is missing' : issue.message, at: origin(path, 'value') };
    }
    const key = [...path, issue.keys[0] ?? ''];
    return { path: key, message: issue.message, at: origin(key, 'key') };
  });
  const own = complaints.filter((complaint) => !complaints.some((other) => isAbove(complaint, other)));
  own.sort((a, b) => (a.at && b.at ? a.at.line - b.at.line || a.at.column - b.at.column : 0));
  const [first] = own;
  throw configError(first!.at, complaintText(value, first!), own.length - 1);
}

function complaintText(value: unknown, { path, message }: Complaint): string {
  if (value === null || value === undefined) return 'the configuration is empty';
  const found = valueAt(value, path);
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

/** `images[0].budgets[1].total`. */
function pathText(path: readonly YamlStep[]): string {
  return path
    .map((step, depth) => (typeof step === 'number' ? `[${step}]` : depth === 0 ? step : `.${step}`))
    .join('');
}

function valueAt(value: unknown, path: readonly YamlStep[]): unknown {
  return path.reduce<unknown>((parent, step) => {
    if (typeof parent !== 'object' || parent === null || !Object.hasOwn(parent, step)) return undefined;
    return (parent as Readonly<Record<YamlStep, unknown>>)[step];
  }, value);
}

function cut(text: string): string {
  return text.length > SHOWN_VALUE ? `${text.slice(0, SHOWN_VALUE)}…` : text;
}
