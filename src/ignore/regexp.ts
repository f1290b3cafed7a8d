import { RE2JS } from 're2js';
import { replaceStrayBytes } from '../core/byte-text.ts';

const REPLACEMENT = '\ufffd';

/**
 * A regular expression in Go's syntax, matched in linear time. A byte that is not UTF-8 counts as U+FFFD, in the pattern and in the text.
 * Null when Go cannot compile it.
 */
export function compileGoRegExp(source: string): ((text: string) => boolean) | null {
  const compiled = compile(replaceStrayBytes(source, REPLACEMENT));
  return compiled && ((text) => compiled.test(replaceStrayBytes(text, REPLACEMENT)));
}

function compile(source: string): RE2JS | null {
  try {
    return RE2JS.compile(source);
  } catch {
    return null;
  }
}
