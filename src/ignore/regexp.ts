import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';
import { replaceStrayBytes } from '../core/byte-text.ts';

const REPLACEMENT = '\ufffd';
const require = createRequire(import.meta.url);
let engine: typeof RE2JS | null = null;

/**
 * A regular expression in Go's syntax, matched in linear time. A byte that is not UTF-8 counts as U+FFFD, in the pattern and in the text.
 * Null when Go cannot compile it.
 */
export function compileGoRegExp(source: string): ((text: string) => boolean) | null {
  const compiled = compile(replaceStrayBytes(source, REPLACEMENT));
  return compiled && ((text) => compiled.test(replaceStrayBytes(text, REPLACEMENT)));
}

/** The engine is large and most ignore files never need it, so it is loaded when the first pattern does. */
function compile(source: string): RE2JS | null {
  engine ??= (require('re2js') as typeof import('re2js')).RE2JS;
  try {
    return engine.compile(source);
  } catch {
    return null;
  }
}
