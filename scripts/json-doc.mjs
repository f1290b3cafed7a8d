/**
 * Writes docs/json.md from the published schemas: every report and every type in it, field by field.
 * With --check it writes nothing and fails where the committed file differs. schema.mjs runs it at its end.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const FILE = `${ROOT}docs/json.md`;
const PREFACE = `# JSON reports, field by field

\`--format json\` gives one document, the same that the
[library](library.md) gives. This page is made from the schemas in \`schema/\` (\`npm run docs\`), which programs can validate with:
\`plimsoll/schema/image.schema.json\` and so on. Fields may be added at any time; what is here keeps its name and meaning
as long as \`schemaVersion\` is 1. \`?\` marks fields that may be absent. Numbers are exact integers unless said otherwise; times of entries are
seconds since 1970. Each report begins with \`kind\` (\`image\`, \`context\`, ...), \`schemaVersion\` (1), \`generator\` ([Generator](#generator)) and
\`warnings\` (list of [Warning](#warning)), which are not repeated below.

\`\`\`console
$ plimsoll image app.tar --format json | jq '.layers[] | {index, fileBytes, instruction}'
$ plimsoll context . --format json | jq .transfer.needed.buildkitBytes
\`\`\`
`;

const reports = readdirSync(`${ROOT}schema`)
  .filter((name) => name.endsWith('.schema.json') && name !== 'config.schema.json')
  .map((name) => JSON.parse(readFileSync(`${ROOT}schema/${name}`, 'utf8')));
/** Every named type of the reports; where two schemas have one of the same name, both say the same in words. */
const types = new Map(reports.flatMap(({ definitions }) => Object.entries(definitions)));
const hasFields = (schema) => schema?.properties !== undefined;
const nameOfReport = ({ title }) =>
  title.replace(/^plimsoll (.)(.*) report$/, (_, a, b) => `${a.toUpperCase()}${b}Report`);
const reportNames = new Set(reports.map(nameOfReport));
const HEAD = ['kind', 'schemaVersion', 'generator', 'warnings'];

const text = [
  PREFACE,
  ...reports.map((report) => `## ${nameOfReport(report)}\n\n${described(withoutHead(report))}`),
  '## Types\n',
  ...[...types]
    .filter(([name, schema]) => hasFields(schema) && !reportNames.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]) => `### ${name}\n\n${described(schema)}`),
].join('\n');

if (!process.argv.includes('--check')) writeFileSync(FILE, text);
else if (readFileSync(FILE, 'utf8') !== text) {
  console.error('docs/json.md is not what the schemas say: run npm run docs.');
  process.exitCode = 1;
}

function withoutHead({ properties, ...report }) {
  const own = Object.entries(properties).filter(([name]) => !HEAD.includes(name));
  return { ...report, properties: Object.fromEntries(own) };
}

/** What a type is, and a list of its fields. */
function described(schema) {
  const about = schema.description === undefined ? '' : `${oneLine(schema.description)}\n\n`;
  return `${about}${fieldsOf(schema).join('\n')}\n`;
}

/** One line a field; those of an unnamed object stand below it. */
function fieldsOf({ properties, required = [] }, indent = '') {
  return Object.entries(properties).flatMap(([name, field]) => {
    const mark = required.includes(name) ? '' : '?';
    const words = field.description ?? scalarOf(field)?.description;
    const meaning = words === undefined ? '' : `: ${oneLine(words)}`;
    const inner = unnamedObject(field);
    const below = inner === undefined ? [] : fieldsOf(inner, `${indent}  `);
    return [`${indent}- \`${name}\`${mark} ${typeText(field)}${meaning}`, ...below];
  });
}

/** The description of a small named type stands in for a field's own, if the name says less than it. */
function scalarOf({ $ref }) {
  const name = nameOf($ref);
  return name === undefined || /^(Bytes|Count)$/.test(name) || hasFields(types.get(name))
    ? undefined
    : types.get(name);
}

function unnamedObject(field) {
  const inner = field.items ?? field;
  return [inner, ...(inner.anyOf ?? [])].map((each) => each.items ?? each).find(hasFields);
}

function typeText(schema) {
  const name = nameOf(schema.$ref);
  if (name !== undefined) return nameText(name);
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum !== undefined)
    return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(' or ');
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeText))].join(' or ');
  if (schema.type === 'array')
    return `list of ${schema.items === undefined ? 'values' : typeText(schema.items)}`;
  if (Array.isArray(schema.type)) return schema.type.join(' or ');
  if (schema.additionalProperties?.type ?? schema.additionalProperties?.$ref)
    return `object of ${typeText(schema.additionalProperties)}`;
  return schema.type ?? 'any value';
}

/** A type with fields is a link; a small one is spelt out, unless it holds itself. */
function nameText(name) {
  const schema = types.get(name);
  if (hasFields(schema)) return `[${name}](#${name.toLowerCase()})`;
  if (name === 'Bytes') return 'bytes';
  if (name === 'Count') return 'number';
  return JSON.stringify(schema).includes(`"#/definitions/${name}"`) ? 'any value' : typeText(schema);
}

function nameOf(ref) {
  return ref === undefined ? undefined : decodeURIComponent(ref.replace('#/definitions/', ''));
}

function oneLine(words) {
  return words.replaceAll(/\s*\n\s*/g, ' ');
}
