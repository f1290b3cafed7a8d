/** What Go's encoding/json escapes in a text, and what a terminal must not see raw: the value stays the same. */
const ESCAPED = /["\\\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
const HTML = /[<>&]/g;
const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

/** A text as Go's encoding/json writes it without the escapes for HTML. Source: Go, package encoding/json, appendString. */
export function goJsonText(text: string): string {
  return `"${wellFormed(text).replace(ESCAPED, (character) => SHORT[character] ?? unicodeEscape(character))}"`;
}

/** A record of texts as Go writes a map: keys sorted, no blanks, `<`, `>` and `&` as escapes. */
export function goJsonRecord(record: Readonly<Record<string, string>>): string {
  const members = Object.keys(record)
    .sort()
    .map((key) => `${goJsonText(key)}:${goJsonText(record[key]!).replace(HTML, unicodeEscape)}`);
  return `{${members.join(',')}}`;
}

/** Lone surrogates are no characters: Go replaces them. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
