import { trimBlanks } from '../core/blanks.ts';
import { showStrayBytes } from '../core/byte-text.ts';
import { PlimsollError } from '../core/errors.ts';
import { cleanPath } from '../core/posix-path.ts';
import { type CompiledPattern, compilePattern } from './pattern.ts';
import { isTakenPattern } from './pattern-check.ts';
import type { IgnoreLine } from './reader.ts';

/** One rule in force. */
export interface IgnoreRule extends CompiledPattern {
  /** Of the ignore file, 1-based; 0 for a rule that no file holds. */
  readonly line: number;
  /** As written. */
  readonly text: string;
  readonly isException: boolean;
  /** Cleaned, without the `!`. */
  readonly pattern: string;
}

/**
 * Compiles the lines of an ignore file; lines that clean to nothing are no rules.
 * Throws an `ignore-file` error that names the line where Docker refuses the file. Source: moby/patternmatcher, New.
 */
export function compileRules(lines: readonly IgnoreLine[], file: string): readonly IgnoreRule[] {
  return lines.flatMap((line) => compileRule(line, file) ?? []);
}

function compileRule({ line, text, pattern: read }: IgnoreLine, file: string): IgnoreRule | null {
  const trimmed = trimBlanks(read);
  if (trimmed === '') return null;
  const clean = cleanPath(trimmed);
  if (clean === '!') throw refused(file, line, 'illegal exclusion pattern: "!"', 'Write a pattern after it.');
  const isException = clean.startsWith('!');
  const pattern = isException ? clean.slice(1) : clean;
  if (!isTakenPattern(pattern)) {
    const what = `syntax error in pattern "${showStrayBytes(text)}"`;
    throw refused(file, line, what, 'Close its class, or escape the character with a backslash.');
  }
  return { line, text, isException, pattern, ...compilePattern(pattern) };
}

/** Where a rule stands, for messages; one that is a source of an instruction has no line of its own. */
export function ruleOrigin(file: string, line: number): string {
  return line === 0 ? file : `${file}:${line}`;
}

function refused(file: string, line: number, what: string, hint: string): PlimsollError {
  return new PlimsollError('ignore-file', `${ruleOrigin(file, line)}: Docker refuses this rule (${what}).`, {
    file,
    line,
    hint,
  });
}
