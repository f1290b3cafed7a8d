import { trimSpace } from './go-text.ts';

const SPECIAL = /[*?[\]\\]/;
const ESCAPABLE = /[*?[\]\\^{|}]/g;
const BLANK_ENDS = /^\s+|\s+$/g;

/** The text of a rule that matches this path and nothing else (where a blank at an end has to become `?`: hardly anything else). */
export function literalRule(path: string): string {
  const isBlankEnded = trimSpace(path) !== path;
  if (!SPECIAL.test(path) && !isBlankEnded && !/^[#!]/.test(path)) return path;
  const escaped = path
    .replace(ESCAPABLE, (character) => `\\${character}`)
    .replace(/^[#!]/, (first) => `\\${first}`);
  return isBlankEnded ? escaped.replace(BLANK_ENDS, (blanks) => '?'.repeat([...blanks].length)) : escaped;
}
