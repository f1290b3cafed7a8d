import { goJsonRecord, goJsonText } from '../go-json.ts';
import { templateError } from './syntax.ts';

/** A value of a template: a text, a number, a list of texts, or the row with all its fields. */
export type Value = string | number | readonly string[] | Readonly<Record<string, string>>;

type TemplateFunction = (...values: readonly Value[]) => Value;

const LONGEST_PAD = 10_000;

/** The functions that docker's templates have, and `println` of Go's own. Source: docker/cli, templates/templates.go. */
export const FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['json', (...values) => json(only('json', values))],
  ['join', (...values) => list('join', values, 2).join(text('join', values, 1))],
  ['lower', (...values) => mapLetters(text('lower', values, 0, 1), lower)],
  ['pad', (...values) => pad(text('pad', values, 0, 3), number('pad', values, 1), number('pad', values, 2))],
  ['println', (...values) => `${values.map(valueText).join(' ')}\n`],
  ['split', (...values) => text('split', values, 0, 2).split(text('split', values, 1))],
  ['title', (...values) => title(text('title', values, 0, 1))],
  ['truncate', (...values) => truncate(text('truncate', values, 0, 2), number('truncate', values, 1))],
  ['upper', (...values) => mapLetters(text('upper', values, 0, 1), upper)],
]);

/** The same in a table's head: a heading keeps its text, only `pad` and `println` work on it. */
export const HEADER_FUNCTIONS: ReadonlyMap<string, TemplateFunction> = new Map(
  [...FUNCTIONS].map(([name, apply]) => [
    name,
    name === 'pad' || name === 'println' ? apply : (...values: readonly Value[]) => text(name, values, 0),
  ]),
);

/** A value as Go prints it: a list as `[a b]`. */
export function valueText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (isList(value)) return `[${value.join(' ')}]`;
  throw templateError('prints "." itself, which is no text', 'Write {{json .}} for a whole row.');
}

function json(value: Value): string {
  if (typeof value === 'string') return goJsonText(value);
  if (typeof value === 'number') return String(value);
  return isList(value) ? `[${value.map(goJsonText).join(',')}]` : goJsonRecord(value);
}

function pad(source: string, before: number, after: number): string {
  if (Math.max(before, after) > LONGEST_PAD || Math.min(before, after) < 0) {
    throw templateError('pads out of bounds', `Pad by 0 to ${LONGEST_PAD} blanks.`);
  }
  return source === '' ? source : ' '.repeat(before) + source + ' '.repeat(after);
}

/** The first `length` bytes; a character that they would split is left out. */
function truncate(source: string, length: number): string {
  if (length < 0) throw templateError('truncates to less than nothing', 'Use a length of 0 or more.');
  let bytes = 0;
  let end = 0;
  for (const character of source) {
    const code = character.codePointAt(0)!;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes > length) return source.slice(0, end);
    end += character.length;
  }
  return source;
}

const lower = (letter: string): string => letter.toLowerCase();
const upper = (letter: string): string => letter.toUpperCase();

/** Go maps each letter to one letter: `ß` has no capital, and a sigma does not look at what follows. */
function mapLetters(source: string, change: (letter: string) => string): string {
  return source.replace(/\p{L}/gu, (letter) => {
    const changed = change(letter);
    return [...changed].length === 1 ? changed : letter;
  });
}

function title(source: string): string {
  return source.replace(
    /(^|[^\p{L}\p{Nd}_'])(\p{Ll})/gu,
    (_, before: string, letter: string) => before + mapLetters(letter, upper),
  );
}

function isList(value: Value): value is readonly string[] {
  return Array.isArray(value);
}

function only(name: string, values: readonly Value[]): Value {
  if (values.length !== 1) throw wrongCount(name, 1, values.length);
  return values[0]!;
}

function text(name: string, values: readonly Value[], n: number, count?: number): string {
  if (count !== undefined && values.length !== count) throw wrongCount(name, count, values.length);
  const value = values[n];
  if (typeof value !== 'string') throw wrongKind(name, n, 'a text');
  return value;
}

function number(name: string, values: readonly Value[], n: number): number {
  const value = values[n];
  if (typeof value !== 'number') throw wrongKind(name, n, 'a number');
  return value;
}

function list(name: string, values: readonly Value[], count: number): readonly string[] {
  if (values.length !== count) throw wrongCount(name, count, values.length);
  const value = values[0]!;
  if (!isList(value)) throw wrongKind(name, 0, 'a list, as split gives one');
  return value;
}

function wrongCount(name: string, wanted: number, got: number): Error {
  return templateError(
    `gives ${name} ${got} arguments instead of ${wanted}`,
    SIGNATURES[name] ?? 'Check the arguments.',
  );
}

function wrongKind(name: string, n: number, wanted: string): Error {
  return templateError(
    `needs ${wanted} as argument ${n + 1} of ${name}`,
    SIGNATURES[name] ?? 'Check the arguments.',
  );
}

const SIGNATURES: Readonly<Record<string, string>> = {
  json: 'Write {{json .}} or {{json .ID}}.',
  join: 'Write {{join (split .ID ":") "-"}}.',
  lower: 'Write {{lower .Comment}}.',
  pad: 'Write {{pad .Size 2 0}}: blanks before and after.',
  split: 'Write {{split .ID ":"}}.',
  title: 'Write {{title .Comment}}.',
  truncate: 'Write {{truncate .ID 5}}.',
  upper: 'Write {{upper .Comment}}.',
};
