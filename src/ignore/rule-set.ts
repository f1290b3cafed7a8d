import { showStrayBytes } from '../core/byte-text.ts';
import { PlimsollError } from '../core/errors.ts';
import { compileRules, type IgnoreRule, ruleOrigin } from './rule.ts';
import { type RuleShape, shapeOf } from './rule-shape.ts';

/** What was seen of a rule in a walk. */
export const Sighting = {
  None: 0,
  /** It would have matched, but only where it could change nothing. */
  Pointless: 1,
  Match: 2,
} as const;

/** The rules of one ignore file, in order. */
export interface RuleSet {
  readonly rules: readonly IgnoreRule[];
  readonly hasExceptions: boolean;
  /** For messages. */
  readonly file: string;
  /** By rule: where it can match. */
  readonly shapes: readonly RuleShape[];
  /** Indices of the rules that match one base name at any depth. */
  readonly byName: ReadonlyMap<string, readonly number[]>;
  /** Indices of all others. */
  readonly scattered: readonly number[];
  /** By rule: a {@link Sighting}, kept up while matching. */
  readonly sightings: Uint8Array;
}

/** Rules in order, prepared for matching. */
export function ruleSet(rules: readonly IgnoreRule[], file: string): RuleSet {
  const shapes = rules.map(shapeOf);
  const byName = new Map<string, number[]>();
  const scattered: number[] = [];
  for (const [index, { depth, name }] of shapes.entries()) {
    if (name === null || depth !== null) scattered.push(index);
    else byName.set(name, [...(byName.get(name) ?? []), index]);
  }
  const hasExceptions = rules.some((rule) => rule.isException);
  return { rules, hasExceptions, file, shapes, byName, scattered, sightings: new Uint8Array(rules.length) };
}

/**
 * Patterns of the ignore dialect that no ignore file holds: what BuildKit asks for, `--parents` and `--exclude`.
 * Throws an `ignore-file` error that names `file` and `line` where Docker refuses one.
 */
export function patternRules(patterns: readonly string[], file: string, line = 0): RuleSet {
  const lines = patterns.map((pattern) => ({ line, text: pattern, pattern }));
  return ruleSet(compileRules(lines, file), file);
}

/**
 * Tries one rule on one path. Throws an `ignore-file` error when Go's engine has no such expression:
 * Docker finds that out here, so the same file can work on one tree and fail on another.
 */
export function tryRule(set: RuleSet, rule: IgnoreRule, path: string): boolean {
  if (rule.test !== null) return rule.test(path);
  const { file } = set;
  const { line } = rule;
  throw new PlimsollError(
    'ignore-file',
    `${ruleOrigin(file, line)}: Docker fails on "${showStrayBytes(rule.text)}" (syntax error in pattern) when it tries ${showStrayBytes(path)}.`,
    {
      file,
      line,
      entry: showStrayBytes(path),
      hint: 'Write / between directories, and a backslash only before a special character.',
    },
  );
}
