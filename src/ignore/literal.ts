import { trimBlanks, trimStart } from '../core/blanks.ts';

const SPECIAL = /[*?[\]\\]/;
const ESCAPABLE = /[*?[\]\\^{|}]/g;
/**
 * What cannot stand in an ignore file, or cannot travel to BuildKit's client: control characters, bytes that are not UTF-8, and the byte
 * order mark, which goes where it comes first.
 */
const UNWRITABLE = /[\u0000-\u001f\u007f\ufeff]|[\udc80-\udcff]/gu;

/** The text of a rule that matches this path and nothing else (where a character cannot be written it becomes `?`: hardly anything else). */
export function literalRule(path: string): string {
  const isKept = trimBlanks(path) === path && path.search(UNWRITABLE) < 0;
  if (isKept && !SPECIAL.test(path) && !/^[#!]/.test(path)) return path;
  const escaped = path
    .replace(ESCAPABLE, (character) => `\\${character}`)
    .replace(/^[#!]/, (first) => `\\${first}`);
  return markBlankEnds(escaped).replace(UNWRITABLE, '?');
}

/** Blanks at both ends, which the reader cuts off, as `?`. */
function markBlankEnds(text: string): string {
  const inner = trimBlanks(text);
  const before = text.length - trimStart(text).length;
  return '?'.repeat(before) + inner + '?'.repeat(text.length - before - inner.length);
}
