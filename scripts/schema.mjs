/**
 * Writes schema/*.json: of the reports from the TypeScript interfaces that the code itself uses, of the configuration from its one definition.
 * With --check it writes nothing and fails where a committed schema differs. docs/json.md is made from them at the end.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';
import { configJsonSchema } from '../dist/config/schema/config-schema.js';

const ROOT = new URL('../', import.meta.url);
const WIDTH = 160;
/** Kind of report -> its interface in a report.ts below src/. */
const REPORTS = {
  context: 'ContextReport',
  explain: 'ExplainReport',
  image: 'ImageReport',
  archive: 'ArchiveReport',
  compose: 'ComposeReport',
  check: 'CheckReport',
  diff: 'DiffReport',
  tree: 'TreeReport',
  why: 'WhyReport',
  rules: 'RulesReport',
};

const schemas = [...reportSchemas(), { name: 'config.schema.json', schema: configJsonSchema() }];
if (process.argv.includes('--check')) check(schemas);
else write(schemas);
// docs/json.md says the same in words, and is written or checked along with them.
await import('./json-doc.mjs');

function reportSchemas() {
  const generator = createGenerator({
    path: fileURLToPath(new URL('src/**/report.ts', ROOT)),
    tsconfig: fileURLToPath(new URL('tsconfig.json', ROOT)),
    // tsc checks types; the generator brings an older compiler of its own.
    skipTypeCheck: true,
    additionalProperties: false,
    encodeRefs: false,
    topRef: false,
  });
  return Object.entries(REPORTS).map(([kind, type]) => {
    const { $schema, definitions, ...body } = generator.createSchema(type);
    const title = `plimsoll ${kind} report`;
    return { name: `${kind}.schema.json`, schema: { $schema, title, ...body, definitions } };
  });
}

function write(schemas) {
  mkdirSync(new URL('schema/', ROOT), { recursive: true });
  for (const { name, schema } of schemas) writeFileSync(fileOf(name), textOf(schema));
}

function check(schemas) {
  const stale = schemas.filter(
    ({ name, schema }) => !existsSync(fileOf(name)) || readFileSync(fileOf(name), 'utf8') !== textOf(schema),
  );
  for (const { name } of stale)
    console.error(`schema/${name} is not what the sources say: run npm run schema.`);
  if (stale.length > 0) process.exitCode = 1;
}

function fileOf(name) {
  return new URL(`schema/${name}`, ROOT);
}

/** JSON in which what fits on a line stays on one: a third shorter than one member a line, and easier to read. */
function textOf(schema) {
  return `${compact(schema, '')}\n`;
}

function compact(value, indent) {
  const line = JSON.stringify(value, null, 1).replaceAll(/\n */g, ' ');
  if (indent.length + line.length <= WIDTH || typeof value !== 'object') return line;
  const deeper = `${indent} `;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const parts = Object.entries(value).map(([key, part]) => {
    const name = Array.isArray(value) ? '' : `${JSON.stringify(key)}: `;
    return deeper + name + compact(part, deeper);
  });
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}
