import { hasStrayByte } from '../core/byte-text.ts';

/**
 * True when Go's path/filepath.Match takes the pattern: no open or empty class, no stray `-` in a class, no backslash at the end.
 * Source: path/filepath/match.go, scanChunk and matchChunk, as on Unix.
 */
export function isGoMatchPattern(pattern: string): boolean {
  for (let at = 0; at < pattern.length; ) {
    if (pattern[at] === '[') {
      at = classEnd(pattern, at + 1);
      if (at < 0) return false;
    } else if (pattern[at] === '\\') {
      if (at + 1 >= pattern.length) return false;
      at += 2;
    } else at++;
  }
  return true;
}

/** Where the next star outside a class is, from a place on. Source: scanChunk. */
export function chunkEnd(pattern: string, from: number): number {
  let inClass = false;
  for (let at = from; at < pattern.length; at++) {
    const character = pattern[at]!;
    if (character === '\\') at++;
    else if (character === '[') inClass = true;
    else if (character === ']') inClass = false;
    else if (character === '*' && !inClass) return at;
  }
  return pattern.length;
}

/** The place after the class that begins before `from`, or -1. */
function classEnd(chunk: string, from: number): number {
  let at = chunk[from] === '^' ? from + 1 : from;
  for (let ranges = 0; ; ranges++) {
    if (chunk[at] === ']' && ranges > 0) return at + 1;
    at = classCharacterEnd(chunk, at);
    if (chunk[at] === '-') at = classCharacterEnd(chunk, at + 1);
    if (at < 0) return -1;
  }
}

/** Where one character of a class ends, from a place on; -1 where there is none. Source: getEsc. */
export function classCharacterEnd(chunk: string, from: number): number {
  const first = chunk[from];
  if (first === '-' || first === ']') return -1;
  const at = first === '\\' ? from + 1 : from;
  const point = chunk.codePointAt(at);
  if (point === undefined) return -1;
  const character = String.fromCodePoint(point);
  return hasStrayByte(character) ? -1 : at + character.length;
}
