/** What Go's unicode.IsSpace takes for a blank; JavaScript's `\s` has U+FEFF instead of U+0085. */
const BLANKS: ReadonlySet<string> = new Set([
  ...'\t\n\v\f\r \u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000',
  ...'\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a',
]);

/** True for a character that Go counts as white space. */
export function isBlank(character: string): boolean {
  return BLANKS.has(character);
}

/** The text without blanks at its start, as Go's TrimLeftFunc(IsSpace). */
export function trimStart(text: string): string {
  let at = 0;
  while (at < text.length && isBlank(text[at]!)) at++;
  return text.slice(at);
}

/** The text without blanks at both ends, as Go's TrimSpace. */
export function trimBlanks(text: string): string {
  let end = text.length;
  while (end > 0 && isBlank(text[end - 1]!)) end--;
  return trimStart(text.slice(0, end));
}
