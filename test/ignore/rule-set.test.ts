import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildkitLane } from '../../src/context/walk/lane.ts';
import { PlimsollError } from '../../src/core/errors.ts';
import { matchEntry } from '../../src/ignore/matcher.ts';
import { readIgnoreFile } from '../../src/ignore/reader.ts';
import { compileRules } from '../../src/ignore/rule.ts';
import { enterScope, rootScope } from '../../src/ignore/rule-scope.ts';
import { patternRules, type RuleSet, ruleSet, Sighting } from '../../src/ignore/rule-set.ts';
import { traceRules } from '../../src/ignore/trace.ts';
import { checkTravel } from '../../src/ignore/travel.ts';
import { matchesAtPatternDepth, matchesPathOrParents } from '../../src/ignore/whole-path.ts';
import { IGNORE_VECTORS, type IgnoreVector } from '../support/vectors.ts';

function rulesOf(text: string): RuleSet {
  return ruleSet(compileRules(readIgnoreFile(Buffer.from(text), 'rules'), 'rules'), 'rules');
}

/** A path and all directories above it, the highest first. */
function pathsTo(path: string): readonly string[] {
  return path.split('/').map((_, depth, names) => names.slice(0, depth + 1).join('/'));
}

/** Tries the rules on a path as a walk does that looks into everything. */
function walkTo(set: RuleSet, path: string): { readonly excluded: boolean; readonly decidedBy: number } {
  let scope = rootScope(set);
  let verdict = scope.decision;
  for (const at of pathsTo(path)) {
    verdict = matchEntry(scope, at, at.slice(at.lastIndexOf('/') + 1));
    scope = enterScope(scope, at, verdict);
  }
  return verdict;
}

const usable = IGNORE_VECTORS.filter((vector) => vector.sent);

describe('the verdict on a path', () => {
  it.each(usable.map((vector) => [vector.name, vector] as const))(
    'is that of Docker, told step by step or not: %s',
    (_, { dockerignore, decidedBy }) => {
      const set = rulesOf(dockerignore);
      const isSkipped = buildkitLane(set).skipsExcluded;
      for (const [entry, line] of Object.entries(decidedBy!)) {
        const path = entry.replace(/\/$/, '');
        const trace = traceRules(set, path, isSkipped);
        expect([path, set.rules[trace.decidedBy]?.line ?? null]).toEqual([path, line]);
      }
    },
  );

  const name = fc.constantFrom('a', 'b', 'ab', 'c.d', '😀');
  const segment = fc.oneof(
    name,
    fc.constantFrom('*', '**', 'a*', '?', '**b', 'a**', '[ab]', '\\a', 'a|b', '[^b]'),
  );
  const pattern = fc.array(segment, { minLength: 1, maxLength: 4 }).map((segments) => segments.join('/'));
  const line = fc.tuple(fc.constantFrom('', '!'), pattern).map((parts) => parts.join(''));
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));

  it('is the same whether all rules are tried, or only those that can match where the walk is', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.array(path, { maxLength: 5 }), (lines, paths) => {
        const set = rulesOf(lines.join('\n'));
        for (const one of paths) {
          const { excluded, decidedBy } = traceRules(set, one, () => false);
          expect([one, walkTo(set, one)]).toMatchObject([one, { excluded, decidedBy }]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** What building with these rules runs into, stage by stage. */
function refusal({ dockerignore, tree }: IgnoreVector): PlimsollError | null {
  try {
    const lines = readIgnoreFile(Buffer.from(dockerignore), 'rules');
    const rules = compileRules(lines, 'rules');
    checkTravel(lines, 'rules');
    const set = ruleSet(rules, 'rules');
    for (const entry of tree) walkTo(set, entry.replace(/\/$/, ''));
    return null;
  } catch (error) {
    if (error instanceof PlimsollError) return error;
    throw error;
  }
}

describe('rules that Docker refuses', () => {
  it.each(IGNORE_VECTORS.map((vector) => [vector.name, vector] as const))(
    'are refused on the same line, and no others: %s',
    (_, vector) => {
      const error = refusal(vector);
      expect(error?.code).toBe(vector.error && 'ignore-file');
      expect(error?.line).toBe(vector.error?.line);
      expect(error?.entry).toBe(vector.error?.path);
    },
  );
});

describe('patterns that no ignore file holds', () => {
  it('are rules of what holds them', () => {
    const { rules, file } = patternRules(['a/*', '!b'], 'Dockerfile', 3);
    expect(file).toBe('Dockerfile');
    expect(rules.map(({ line, text, isException }) => [line, text, isException])).toEqual([
      [3, 'a/*', false],
      [3, '!b', true],
    ]);
    expect(() => patternRules(['a['], 'Dockerfile', 3)).toThrow('Dockerfile:3: Docker refuses this rule');
    expect(() => patternRules(['a['], 'Dockerfile')).toThrow('Dockerfile: Docker refuses this rule');
  });
});

describe('the steps to a verdict', () => {
  it('name for each rule its effect, and the path or the parent on which it matched', () => {
    const set = rulesOf('*\n!a\na/b*\n!a/b/c\nx\n!x\n');
    const trace = traceRules(set, 'a/b/c', () => false);
    expect(trace).toEqual({
      path: 'a/b/c',
      excluded: false,
      decidedBy: 3,
      steps: [
        { rule: 0, effect: 'inherited', on: 'a' },
        { rule: 1, effect: 'inherited', on: 'a' },
        { rule: 2, effect: 'inherited', on: 'a/b' },
        { rule: 3, effect: 'reincluded', on: 'a/b/c' },
        { rule: 4, effect: 'no match', on: null },
        { rule: 5, effect: 'skipped', on: null },
      ],
    });
    expect(traceRules(set, 'z', () => false).steps[0]).toEqual({ rule: 0, effect: 'excluded', on: 'z' });
  });

  it('end at a directory that is excluded and skipped', () => {
    const set = rulesOf('a/b\n');
    expect(traceRules(set, 'a/b/c', () => true)).toMatchObject({ path: 'a/b', excluded: true });
    expect(traceRules(set, 'a/b/c', () => false)).toMatchObject({ path: 'a/b/c', excluded: true });
    expect(traceRules(set, 'a/c/d', () => true)).toMatchObject({ path: 'a/c/d', excluded: false });
  });
});

describe('what was seen of a rule in a walk', () => {
  const { None, Pointless, Match } = Sighting;
  it.each<[string, string, readonly number[]]>([
    ['a', 'a', [Match]],
    ['a', 'b', [None]],
    ['!a', 'a', [Pointless]],
    ['*\na', 'a', [Match, Pointless]],
    ['!a\na', 'a', [Match, Match]],
    ['!b\na', 'a', [None, Match]],
    ['!a/b\na', 'a/b', [Match, Match]],
    ['a\n!a', 'a', [Match, Match]],
    ['a\n!a/b', 'a/b', [Match, Match]],
    ['a\n!a\n!*', 'a', [Match, Match, Pointless]],
    ['a\n!b/a', 'a', [Match, None]],
    ['!*\n!a\n*', 'a', [Match, Match, Match]],
    ['!b*', 'a', [None]],
    ['!b*\na', 'a', [None, Match]],
    ['!a\n*\n!a*', 'a', [Pointless, Match, Match]],
    ['*\na*\n!a\na**', 'a', [Match, Pointless, Match, Match]],
    ['![z-a]\n*', 'a', [None, Match]],
  ])('%j on %s: %j', (text, path, seen) => {
    const set = rulesOf(text);
    walkTo(set, path);
    expect([...set.sightings]).toEqual(seen);
  });

  it('stays a match, wherever else it can change nothing', () => {
    const set = rulesOf('*.md\n!a.md\na*\n!a.md');
    for (const path of ['a.md', 'b', 'a.md']) walkTo(set, path);
    expect([...set.sightings]).toEqual([Match, Match, Match, Match]);
    const wide = rulesOf('*.md\n!a*');
    for (const path of ['a.md', 'a']) walkTo(wide, path);
    expect([...wide.sightings]).toEqual([Match, Match]);
    const again = rulesOf('*.md\na*');
    for (const path of ['a', 'a.md']) walkTo(again, path);
    expect([...again.sightings]).toEqual([Match, Match]);
  });
});

describe('BuildKit’s file opener', () => {
  it.each<[string, string, boolean]>([
    ['a', 'a', true],
    ['a', 'a/b/c', true],
    ['a/b', 'a', false],
    ['*\n!a/b', 'a/b/c', false],
    ['a\n!a', 'a/b', false],
    ['a/b\n!a', 'a/b/c', false],
    ['a\n!a/b\na/b/c', 'a/b/c', true],
    ['!a\na', 'a', true],
    // A rule that could change nothing is not tried, so that it cannot fail.
    ['*\n[z-a]', 'a', true],
    ['![z-a]', 'a', false],
    // Where a walk would not let the exception through, which did not match while it could do something.
    ['*/b\n!a/b', 'a/b/c', false],
  ])('tries each rule on the path and all its parents: %j excludes %s: %s', (text, path, expected) => {
    expect(matchesPathOrParents(rulesOf(text), path)).toBe(expected);
  });
});

describe('the classic client, of its own two files', () => {
  it.each<[string, string, boolean]>([
    ['Dockerfile', 'Dockerfile', true],
    ['*', 'Dockerfile', true],
    ['*\n!Dockerfile', 'Dockerfile', false],
    ['docker', 'docker/Dockerfile', true],
    ['docker/*', 'docker/a/Dockerfile', true],
    ['docker/a/b', 'docker/a/Dockerfile', false],
    ['a/b', 'a/b/c/Dockerfile', true],
    // A parent is tried only when it is as deep as the pattern is.
    ['**/b', 'a/b/Dockerfile', true],
    ['**/c', 'a/b/c/Dockerfile', false],
    ['**/Dockerfile', 'a/b/c/Dockerfile', true],
    ['docker\n!docker', 'docker/Dockerfile', false],
    ['docker\n!docker\ndocker/*', 'docker/Dockerfile', true],
    ['!docker', 'docker/Dockerfile', false],
    ['*\n[z-a]', 'Dockerfile', true],
    ['![z-a]', 'Dockerfile', false],
  ])('tries each rule on one parent: %j excludes %s: %s', (text, path, expected) => {
    expect(matchesAtPatternDepth(rulesOf(text), path)).toBe(expected);
  });
});

describe('a rule that Go’s engine has no expression for', () => {
  it('fails when it is tried, with the rule, the path and a way out', () => {
    const set = rulesOf('# a comment\na\\d[z-a]\n');
    expect(() => traceRules(set, 'x\udcff', () => false)).toThrowError(
      expect.objectContaining({
        code: 'ignore-file',
        message: 'rules:2: Docker fails on "a\\d[z-a]" (syntax error in pattern) when it tries x\\xff.',
        file: 'rules',
        line: 2,
        entry: 'x\\xff',
        hint: 'Write / between directories, and a backslash only before a special character.',
      }),
    );
  });
});
