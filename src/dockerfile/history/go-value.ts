const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
  "'": "'",
};
const QUOTED = /"(?:[^"\\]|\\.)*"/y;
const ESCAPE = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gi;

/** A list and what follows it. */
export interface QuotedList {
  readonly words: readonly string[];
  readonly rest: string;
}

/**
 * Reads a list of texts from the front of a text, as Go prints it with %q, `["a" "b c"]`, or as JSON, `["a", "b c"]`;
 * null when none is there. Source: Go, package fmt, verb %q; package strconv, func Quote.
 */
export function readQuotedList(text: string): QuotedList | null {
  if (!text.startsWith('[')) return null;
  const words: string[] = [];
  for (let at = 1; at < text.length; ) {
    if (text[at] === ']') return { words, rest: text.slice(at + 1) };
    QUOTED.lastIndex = at;
    const word = QUOTED.exec(text);
    if (!word) return null;
    words.push(unquote(word[0].slice(1, -1)));
    at = skipSeparator(text, QUOTED.lastIndex);
  }
  return null;
}

/** Reads a text that is such a list from end to end; null for anything else. */
export function parseQuotedList(text: string): readonly string[] | null {
  const list = readQuotedList(text);
  return list?.rest === '' ? list.words : null;
}

/** The number that Go's %q prints as a quoted character: `'\x02'` is 2, `'A'` is 65; null for anything else. */
export function parseQuotedNumber(text: string): number | null {
  if (text.length < 3 || !text.startsWith("'") || !text.endsWith("'")) return null;
  const characters = [...unquote(text.slice(1, -1))];
  return characters.length === 1 ? characters[0]!.codePointAt(0)! : null;
}

/** Index after the blanks, and at most one comma, that follow a word. */
function skipSeparator(text: string, from: number): number {
  let at = from;
  for (let commas = 0; text[at] === ' ' || (text[at] === ',' && commas++ === 0); ) at++;
  return at;
}

function unquote(body: string): string {
  return body.replace(ESCAPE, (all, byte?: string, short?: string, long?: string, simple?: string) => {
    if (simple !== undefined) return SIMPLE_ESCAPES[simple] ?? all;
    const code = Number.parseInt(byte ?? short ?? long ?? '', 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : all;
  });
}
