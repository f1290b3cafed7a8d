import { hasStrayByte } from '../core/byte-text.ts';

/**
 * True when Go's path/filepath.Match takes the pattern: no open or empty class, no stray `-` in a class, no backslash at the end.
 * Source: path/filepath/match.go, scanChunk and matchChunk, as on Unix.
 */
export function isGoMatchPattern(pattern: string): boolean {
  for (let at = 0; at < pattern.length; ) {
    while (pattern[at] === '*') at++;
    const end = chunkEnd(pattern, at);
    if (!isChunk(pattern.slice(at, end))) return false;
    at = end;
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

function isChunk(chunk: string): boolean {
  for (let at = 0; at < chunk.length; ) {
    if (chunk[at] === '[') {
      at = classEnd(chunk, at + 1);
      if (at < 0) return false;
    } else if (chunk[at] === '\\') {
      if (at + 1 >= chunk.length) return false;
      at += 2;
    } else at++;
  }
  return true;
}

/** The place after the class that begins before `from`, or -1. */
function classEnd(chunk: string, from: number): number {
  let at = chunk[from] === '^' ? from + 1 : from;
  for (let ranges = 0; ; ranges++) {
    if (chunk[at] === ']' && ranges > 0) return at + 1;
    at = classCharacterEnd(chunk, at);
    if (at >= 0 && chunk[at] === '-') at = classCharacterEnd(chunk, at + 1);
    if (at < 0) return -1;
  }
}

/** getEsc of Go: one character of a class, which must not be the last of the chunk. */
export function classCharacterEnd(chunk: string, from: number): number {
  const first = chunk[from];
  if (first === undefined || first === '-' || first === ']') return -1;
  const at = first === '\\' ? from + 1 : from;
  const point = chunk.codePointAt(at);
  if (point === undefined) return -1;
  const character = String.fromCodePoint(point);
  if (hasStrayByte(character)) return -1;
  const end = at + character.length;
  return end < chunk.length ? end : -1;
}
