import { compileGlob } from './glob.ts';
import { compileGoRegExp } from './regexp.ts';

/** Whether a path matches; paths are relative to the context root, without a slash at either end. */
export type PathTest = (path: string) => boolean;

/**
 * How Docker compares: `exact`, `prefix` and `suffix` as plain text, `regexp` by Go's engine.
 * `broken` passes the syntax check and fails when it is first tried on a path.
 */
type PatternKind = 'exact' | 'prefix' | 'suffix' | 'regexp' | 'broken';

/** A compiled pattern. */
export interface CompiledPattern {
  readonly kind: PatternKind;
  /** Null when broken. */
  readonly test: PathTest | null;
}

const BYTE_ORDER_MARK = '\ufeff';
/** The original means to escape `{`, `|` and `}`, too, but its table has no room for them: they keep their meaning in a regular expression. */
const ESCAPED = new Set('.+()$');

/** Compiles a cleaned pattern to its cheapest exact form. Source: moby/patternmatcher, Pattern.compile and Pattern.match. */
export function compilePattern(pattern: string): CompiledPattern {
  const { kind, source } = scanPattern(pattern);
  switch (kind) {
    case 'exact':
      return { kind, test: (path) => path === pattern };
    case 'prefix':
      return { kind, test: startsWith(pattern.slice(0, -2)) };
    case 'suffix':
      return { kind, test: endsWith(pattern) };
    case 'regexp': {
      const test = compileGlob(pattern, source) ?? compileGoRegExp(source);
      return test ? { kind, test } : { kind: 'broken', test: null };
    }
  }
}

function startsWith(prefix: string): PathTest {
  return (path) => path.startsWith(prefix);
}

function endsWith(pattern: string): PathTest {
  if (pattern.startsWith(BYTE_ORDER_MARK)) return endsWithBytes(pattern);
  const suffix = pattern.slice(2);
  if (!suffix.startsWith('/')) return (path) => path.endsWith(suffix);
  const whole = suffix.slice(1);
  return (path) => path.endsWith(suffix) || path === whole;
}

/** Docker's scanner skips the mark, and then two bytes of it are cut for the two stars. */
function endsWithBytes(pattern: string): PathTest {
  const suffix = Buffer.from(pattern).subarray(2);
  return (path) => Buffer.from(path).subarray(-suffix.length).equals(suffix);
}

interface Scan {
  readonly kind: Exclude<PatternKind, 'broken'>;
  /** The pattern as a regular expression in Go's syntax. */
  readonly source: string;
}

/** The kind is decided from left to right by what was seen last, as in the original. */
function scanPattern(pattern: string): Scan {
  const characters = [...(pattern.startsWith(BYTE_ORDER_MARK) ? pattern.slice(1) : pattern)];
  let kind: Scan['kind'] = 'exact';
  let source = '^';
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at]!;
    if (character === '*' && characters[at + 1] === '*') {
      const isFirst = at === 0;
      at += characters[at + 2] === '/' ? 2 : 1;
      const isLast = at === characters.length - 1;
      kind = isFirst ? 'suffix' : isLast && kind === 'exact' ? 'prefix' : 'regexp';
      source += isLast ? '.*' : '(.*/)?';
    } else if (character === '*' || character === '?') {
      kind = 'regexp';
      source += character === '*' ? '[^/]*' : '[^/]';
    } else if (character === '\\') {
      if (at + 1 < characters.length) kind = 'regexp';
      source += `\\${characters[++at] ?? ''}`;
    } else {
      if (character === '[' || character === ']') kind = 'regexp';
      source += ESCAPED.has(character) ? `\\${character}` : character;
    }
  }
  return { kind, source: `${source}$` };
}
