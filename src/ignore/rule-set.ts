import { showStrayBytes } from '../core/byte-text.ts';
import { PlimsollError } from '../core/errors.ts';
import { type IgnoreRule, ruleOrigin } from './rule.ts';
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
  for (const [index, { head, depth, name }] of shapes.entries()) {
    if (name === null || head !== '' || depth !== null) scattered.push(index);
    else byName.set(name, [...(byName.get(name) ?? []), index]);
  }
  const hasExceptions = rules.some((rule) => rule.isException);
  return { rules, hasExceptions, file, shapes, byName, scattered, sightings: new Uint8Array(rules.length) };
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
