/** unicode.IsSpace of Go: JavaScript's own trim takes U+FEFF, too, and leaves U+0085. */
const BLANK = '\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const LEADING = new RegExp(`^[${BLANK}]+`);
const LAST_BLANK = new RegExp(`[${BLANK}]`);

/** strings.TrimSpace of Go. */
export function trimSpace(text: string): string {
  let end = text.length;
  while (end > 0 && LAST_BLANK.test(text[end - 1]!)) end--;
  return text.slice(0, end).replace(LEADING, '');
}
