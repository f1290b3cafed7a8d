import { trimSpace } from './go-text.ts';

const SPECIAL = /[*?[\]\\]/;
const ESCAPABLE = /[*?[\]\\^{|}]/g;
const BLANK_ENDS = /^\s+|\s+$/g;
/** What cannot stand in an ignore file, or cannot travel to BuildKit's client: control characters, bytes that are not UTF-8. */
const UNWRITABLE = /[\u0000-\u001f\u007f]|[\udc80-\udcff]/gu;

/** The text of a rule that matches this path and nothing else (where a character cannot be written it becomes `?`: hardly anything else). */
export function literalRule(path: string): string {
  const isBlankEnded = trimSpace(path) !== path;
  const isWritable = path.search(UNWRITABLE) < 0;
  if (!SPECIAL.test(path) && !isBlankEnded && isWritable && !/^[#!]/.test(path)) return path;
  const escaped = path
    .replace(ESCAPABLE, (character) => `\\${character}`)
    .replace(/^[#!]/, (first) => `\\${first}`)
    .replace(UNWRITABLE, '?');
  return isBlankEnded ? escaped.replace(BLANK_ENDS, (blanks) => '?'.repeat([...blanks].length)) : escaped;
}
