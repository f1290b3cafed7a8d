import { showStrayBytes } from '../core/byte-text.ts';
import { PlimsollError } from '../core/errors.ts';
import type { IgnoreRule } from './rule.ts';

/** The rules of one ignore file, in order. */
export interface RuleSet {
  readonly rules: readonly IgnoreRule[];
  readonly hasExceptions: boolean;
  /** For messages. */
  readonly file: string;
}

/** Rules in order, with what is asked of them as a whole. */
export function ruleSet(rules: readonly IgnoreRule[], file: string): RuleSet {
  return { rules, hasExceptions: rules.some((rule) => rule.isException), file };
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
    `${file}:${line}: Docker fails on "${showStrayBytes(rule.text)}" (syntax error in pattern) when it tries ${showStrayBytes(path)}.`,
    {
      file,
      line,
      entry: showStrayBytes(path),
      hint: 'Write / between directories, and a backslash only before a special character.',
    },
  );
}

/**
 * Whether the rules exclude a path, each tried on the path and on all its parents, the last match deciding.
 * BuildKit's file opener asks this way, while its walk asks {@link matchEntry}: where they disagree, the file arrives empty.
 * Source: moby/patternmatcher, MatchesOrParentMatches.
 */
export function matchesPathOrParents(set: RuleSet, path: string): boolean {
  const parents = parentPaths(path);
  let excluded = false;
  for (const rule of set.rules) {
    if (rule.isException !== excluded) continue;
    if (tryRule(set, rule, path) || parents.some((parent) => rule.test?.(parent)))
      excluded = !rule.isException;
  }
  return excluded;
}

/**
 * Whether the rules exclude a path, each tried on the path and on the one parent of the pattern's own depth: how the classic client
 * asks for its own two files. Source: moby/patternmatcher, Matches.
 */
export function matchesAtPatternDepth(set: RuleSet, path: string): boolean {
  const segments = path.split('/').slice(0, -1);
  let excluded = false;
  for (const rule of set.rules) {
    if (rule.isException !== excluded) continue;
    const depth = rule.pattern.split('/').length;
    const parent = depth <= segments.length ? segments.slice(0, depth).join('/') : null;
    if (tryRule(set, rule, path) || (parent !== null && rule.test?.(parent))) excluded = !rule.isException;
  }
  return excluded;
}

function parentPaths(path: string): readonly string[] {
  const parents: string[] = [];
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1))
    parents.push(path.slice(0, slash));
  return parents;
}
