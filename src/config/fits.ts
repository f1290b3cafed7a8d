import { readFileSync } from 'node:fs';
import { isRecord } from '../core/value.ts';
import type { Config, ContextBudget, ImageBudget } from './config.ts';
import { isByteSize, SIZE_PATTERN } from './limits.ts';
import { complaintAboutBase, complaintAboutBudget, isBudgetPattern, isDay } from './schema/refinements.ts';

/** The part of JSON Schema that schema/config.schema.json is written in. */
interface Schema {
  readonly [keyword: string]: unknown;
}

type Check = (schema: Schema, value: unknown) => boolean;

/** Keywords that say nothing about values. */
const SILENT = new Set(['$schema', 'title', 'description', 'propertyNames']);
const TYPES: Readonly<Record<string, (value: unknown) => boolean>> = {
  object: isRecord,
  array: Array.isArray,
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  number: Number.isFinite,
  integer: Number.isSafeInteger,
};
const CHECKS: Readonly<Record<string, Check>> = {
  type: (schema, value) => TYPES[schema['type'] as string]?.(value) ?? false,
  const: (schema, value) => value === schema['const'],
  enum: (schema, value) => (schema['enum'] as readonly unknown[]).includes(value),
  anyOf: (schema, value) => (schema['anyOf'] as readonly Schema[]).some((option) => isFit(option, value)),
  oneOf: (schema, value) =>
    (schema['oneOf'] as readonly Schema[]).filter((option) => isFit(option, value)).length === 1,
  required: (schema, value) =>
    isRecord(value) && (schema['required'] as readonly string[]).every((key) => key in value),
  minimum: (schema, value) => (value as number) >= (schema['minimum'] as number),
  maximum: (schema, value) => (value as number) <= (schema['maximum'] as number),
  minLength: (schema, value) => (value as string).length >= (schema['minLength'] as number),
  pattern: (schema, value) => new RegExp(schema['pattern'] as string, 'u').test(value as string),
  items: (schema, value) =>
    (value as readonly unknown[]).every((item) => isFit(schema['items'] as Schema, item)),
  properties: (schema, value) => fitsProperties(schema, value as Readonly<Record<string, unknown>>),
  additionalProperties: (schema, value) => fitsProperties(schema, value as Readonly<Record<string, unknown>>),
};

/** Fits nothing. */
const NO_SCHEMA: Schema = { enum: [] };

let published: Schema | null = null;

/**
 * True for a configuration that the definition in schema.ts surely accepts. The validation library is slow to load, and is needed only
 * to say what is wrong: so the schema that it published decides here, and in doubt the answer is no.
 */
export function isSurelyConfig(value: unknown): value is Config {
  return isFit(publishedSchema(), value) && isRefined(value as Config);
}

/** The same for one budget. */
export function isSurelyBudget<Kind extends 'context' | 'image'>(
  kind: Kind,
  value: unknown,
): value is Kind extends 'context' ? ContextBudget : ImageBudget {
  const list = kind === 'context' ? 'contexts' : 'images';
  const path = ['properties', list, 'items', 'properties', 'budgets', 'items'];
  const schema = path.reduce<Schema>(
    (part, key) => (part[key] as Schema | undefined) ?? NO_SCHEMA,
    publishedSchema(),
  );
  return isFit(schema, value) && isRefinedBudget(value as ImageBudget);
}

/** Where the file is missing (a bundle without it), the definition decides everything. */
function publishedSchema(): Schema {
  try {
    published ??= JSON.parse(
      readFileSync(new URL('../../schema/config.schema.json', import.meta.url), 'utf8'),
    ) as Schema;
  } catch {
    published = NO_SCHEMA;
  }
  return published;
}

function isFit(schema: Schema, value: unknown): boolean {
  return Object.keys(schema).every(
    (keyword) => SILENT.has(keyword) || (CHECKS[keyword]?.(schema, value) ?? false),
  );
}

function fitsProperties(schema: Schema, value: Readonly<Record<string, unknown>>): boolean {
  const known = (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
  const others = schema['additionalProperties'];
  return Object.entries(value).every(([key, part]) => {
    if (Object.hasOwn(known, key)) return isFit(known[key]!, part);
    return isRecord(others) && isFit(others, part);
  });
}

/** What JSON Schema cannot say. */
function isRefined({ contexts = [], images = [], rules = {}, suppress = [] }: Config): boolean {
  const limits = Object.values(rules).map((rule) => (typeof rule === 'string' ? undefined : rule.limit));
  return (
    [...contexts, ...images].every(({ budgets = [] }) => budgets.every(isRefinedBudget)) &&
    images.every(({ base }) => base === undefined || complaintAboutBase(base) === null) &&
    suppress.every(({ until }) => until === undefined || isDay(until)) &&
    limits.every((limit) => limit === undefined || isByteSize(limit))
  );
}

function isRefinedBudget(budget: ContextBudget | ImageBudget): boolean {
  const sizes = [...Object.values(budget), budget.growth?.atLeast].filter(
    (value) => typeof value === 'string' && SIZE_PATTERN.test(value),
  );
  return (
    complaintAboutBudget({ ...budget }) === null &&
    (budget.path === undefined || isBudgetPattern(budget.path)) &&
    sizes.every((size) => isByteSize(size as string))
  );
}
