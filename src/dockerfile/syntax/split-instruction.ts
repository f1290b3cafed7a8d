import { isBlank, trimBlanks } from '../../core/blanks.ts';
import { byteText, textBytes } from '../../core/byte-text.ts';
import type { EscapeCharacter } from './directives.ts';
import { DockerfileError } from './dockerfile-error.ts';

/** One instruction cut into its parts; nothing expanded yet. */
export interface InstructionParts {
  /** Lower case. */
  readonly keyword: string;
  /** `--name=value` words before the arguments, without their quotes. */
  readonly flags: readonly string[];
  /** The arguments as text. */
  readonly rest: string;
}

const GAP = /[\t\v\f\r ]+/;

/** Cuts a whole instruction. Source: BuildKit, frontend/dockerfile/parser/split_command.go. */
export function splitInstruction(text: string, escapeWith: EscapeCharacter): InstructionParts {
  const line = trimBlanks(text);
  const gap = GAP.exec(line);
  if (gap === null) return { keyword: line.toLowerCase(), flags: [], rest: '' };
  const { flags, rest } = splitFlags(line.slice(gap.index + gap[0].length), escapeWith);
  return { keyword: line.slice(0, gap.index).toLowerCase(), flags, rest: trimBlanks(rest) };
}

/**
 * Words of the old, blank-separated form. Quotes mean nothing here: `"a b"` are two words.
 * A text that starts with a blank has an empty first word, as in the original.
 */
export function splitAtBlanks(rest: string): readonly string[] {
  return rest === '' ? [] : rest.split(GAP);
}

/**
 * Strings of the JSON form, null when the text is not a JSON array. Throws when the array holds anything but strings.
 */
export function parseJsonStrings(rest: string): readonly string[] | null {
  if (!rest.startsWith('[')) return null;
  let list: unknown;
  try {
    list = JSON.parse(rest);
  } catch {
    return null;
  }
  if (!Array.isArray(list)) return null;
  if (!list.every((item) => typeof item === 'string'))
    throw new DockerfileError('when using JSON array syntax, arrays must be comprised of strings only');
  return list;
}

/** Words of COPY, ADD and VOLUME: the JSON form, else the blank-separated one. */
export function splitList(rest: string): readonly string[] {
  return parseJsonStrings(rest) ?? splitAtBlanks(rest);
}

/**
 * Words of ENV, ARG and LABEL: blanks inside quotes do not part them; quotes and escapes stay.
 * Source: BuildKit, line_parsers.go, parseWords.
 */
export function splitQuoted(rest: string, escapeWith: EscapeCharacter): readonly string[] {
  const words: string[] = [];
  const characters = [...rest];
  let word: string | null = null;
  let quote = '';
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]!;
    if (quote === '' && isBlank(character)) {
      if (word !== null && word !== '') words.push(word);
      word = null;
      continue;
    }
    word ??= '';
    if (character === escapeWith && quote !== "'") {
      if (at + 1 < characters.length) word += character + characters[++at]!;
      continue;
    }
    if (quote === '' && (character === '"' || character === "'")) quote = character;
    else if (character === quote) quote = '';
    word += character;
  }
  if (word !== null && word !== '') words.push(word);
  return words;
}

/** The original walks bytes, not characters: the flags of a text beyond ASCII come out as Latin-1, and so they do here. */
function splitFlags(
  text: string,
  escapeWith: EscapeCharacter,
): { readonly flags: readonly string[]; readonly rest: string } {
  const bytes = Buffer.from(textBytes(text)).toString('latin1');
  const flags: string[] = [];
  let at = 0;
  for (;;) {
    while (at < bytes.length && isBlank(bytes[at]!)) at++;
    if (!bytes.startsWith('--', at)) break;
    const flag = readFlag(bytes, at, escapeWith);
    at = flag.end;
    if (flag.word === '--') break;
    flags.push(flag.word);
  }
  return { flags, rest: byteText(Buffer.from(bytes.slice(at), 'latin1')) };
}

function readFlag(bytes: string, from: number, escapeWith: EscapeCharacter): { word: string; end: number } {
  let word = '';
  let quote = '';
  let at = from;
  for (; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (quote === '' && isBlank(byte)) break;
    if (byte === escapeWith) word += bytes[++at] ?? '';
    else if (quote === '' && (byte === '"' || byte === "'")) quote = byte;
    else if (byte === quote) quote = '';
    else word += byte;
  }
  return { word, end: Math.min(at, bytes.length) };
}
