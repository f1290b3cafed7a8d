import { isGoMatchPattern } from './go-match.ts';
import { compileGoRegExp } from './regexp.ts';

/**
 * Go's path/filepath.Match as a function: `*` and `?` stop at a slash, classes are plain ranges. A malformed pattern matches nothing.
 * Other than in an ignore file, `**` is `*` here. Source: path/filepath/match.go, as on Unix.
 */
export function compileFileMatch(pattern: string): (path: string) => boolean {
  const test = isGoMatchPattern(pattern) ? compileGoRegExp(`^${translate([...pattern])}$`) : null;
  return test ?? (() => false);
}

/** True when the pattern holds a wildcard that no backslash escapes. */
export function hasWildcard(pattern: string): boolean {
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at]!;
    if (character === '\\') at++;
    else if (character === '*' || character === '?' || character === '[') return true;
  }
  return false;
}

function translate(characters: readonly string[]): string {
  let source = '';
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]!;
    if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (character === '[') {
      const end = classEnd(characters, at + 1);
      source += translateClass(characters.slice(at + 1, end));
      at = end;
    } else source += literal(character === '\\' ? characters[++at]! : character);
  }
  return source;
}

/** Where the `]` is that ends the class; the pattern is known to be well formed. */
function classEnd(characters: readonly string[], from: number): number {
  let at = from;
  while (characters[at] !== ']') at += characters[at] === '\\' ? 2 : 1;
  return at;
}

function translateClass(characters: readonly string[]): string {
  const isNegated = characters[0] === '^';
  let ranges = '';
  for (let at = isNegated ? 1 : 0; at < characters.length; at++) {
    if (characters[at] === '\\') at++;
    const low = characters[at]!;
    let high = low;
    if (characters[at + 1] === '-') {
      at += characters[at + 2] === '\\' ? 3 : 2;
      high = characters[at]!;
    }
    if (low.codePointAt(0)! <= high.codePointAt(0)!) ranges += `${literal(low)}-${literal(high)}`;
  }
  const any = `\\x{0}-\\x{10ffff}`;
  if (ranges === '') return isNegated ? `[${any}]` : `[^${any}]`;
  return `[${isNegated ? '^' : ''}${ranges}]`;
}

function literal(character: string): string {
  return `\\x{${character.codePointAt(0)!.toString(16)}}`;
}
