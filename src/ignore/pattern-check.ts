import { chunkEnd, classCharacterEnd } from './go-match.ts';

/** Docker checks a pattern by matching it against this, and so only looks as far as it matches. */
const PROBE = '.';

/**
 * True when Docker takes the pattern: when Go's filepath.Match(pattern, ".") is no error. Go stops at the first part between stars that does not
 * match, so what is malformed after it is only found when the pattern is tried. Source: path/filepath/match.go.
 */
export function isTakenPattern(pattern: string): boolean {
  let rest = PROBE;
  for (let at = 0; at < pattern.length; ) {
    while (pattern[at] === '*') at++;
    const end = chunkEnd(pattern, at);
    // A star could only skip the dot, and then nothing is left to match.
    const left = matchChunk(pattern.slice(at, end), rest);
    if (left === ERROR) return false;
    if (left === null) return true;
    rest = left;
    at = end;
  }
  return true;
}

const ERROR = Symbol('syntax error');

/** What is left of a text of at most one character after the chunk; null when it does not match. */
function matchChunk(chunk: string, text: string): string | null | typeof ERROR {
  let rest: string | null = text;
  for (let at = 0; at < chunk.length; ) {
    if (rest === '') rest = null;
    if (chunk[at] === '[') {
      const found = matchClass(chunk, at + 1, rest);
      if (found === ERROR) return ERROR;
      at = found.end;
      rest = rest !== null && found.isMatch ? '' : null;
      continue;
    }
    const isEscape = chunk[at] === '\\';
    if (isEscape && ++at >= chunk.length) return ERROR;
    const isMatch: boolean = (!isEscape && chunk[at] === '?') || chunk[at] === rest;
    rest = rest !== null && isMatch ? '' : null;
    at++;
  }
  return rest;
}

function matchClass(
  chunk: string,
  from: number,
  text: string | null,
): { readonly end: number; readonly isMatch: boolean } | typeof ERROR {
  const isNegated = chunk[from] === '^';
  const point = text?.codePointAt(0) ?? 0;
  let at = isNegated ? from + 1 : from;
  let isIn = false;
  for (let ranges = 0; ; ranges++) {
    if (chunk[at] === ']' && ranges > 0) return { end: at + 1, isMatch: isIn !== isNegated };
    const low = at;
    at = classCharacterEnd(chunk, at);
    if (at < 0) return ERROR;
    let high = low;
    if (chunk[at] === '-') {
      high = at + 1;
      at = classCharacterEnd(chunk, high);
      if (at < 0) return ERROR;
    }
    isIn ||= pointAt(chunk, low) <= point && point <= pointAt(chunk, high);
  }
}

function pointAt(chunk: string, at: number): number {
  return chunk.codePointAt(chunk[at] === '\\' ? at + 1 : at)!;
}
