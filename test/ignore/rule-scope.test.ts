import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIgnoreFile } from '../../src/ignore/reader.ts';
import { compileRules, type IgnoreRule } from '../../src/ignore/rule.ts';
import { enterScope, type RuleScope, rootScope } from '../../src/ignore/rule-scope.ts';
import { ruleSet } from '../../src/ignore/rule-set.ts';
import { shapeOf } from '../../src/ignore/rule-shape.ts';

function rulesOf(...lines: readonly string[]): readonly IgnoreRule[] {
  return compileRules(readIgnoreFile(Buffer.from(lines.join('\n')), 'rules'), 'rules');
}

describe('where a rule can match', () => {
  const anywhere = ['', null, null] as const;
  it.each<[string, readonly [head: string, depth: number | null, name: string | null]]>([
    ['a', ['a', 0, 'a']],
    ['a/b/c', ['a/b/c', 2, 'c']],
    ['a/b/**', ['a/b/', null, null]],
    ['a**', ['a', null, null]],
    ['**/a', ['', null, 'a']],
    ['**/a/b', ['', null, 'b']],
    ['**a', anywhere],
    ['**', anywhere],
    ['*', ['', 0, null]],
    ['a/b*', ['a/b', 1, null]],
    ['a/?/b', ['a/', 2, null]],
    ['*/a', ['', 1, null]],
    ['a/**/b', ['a/', null, null]],
    ['a/b[/c]', ['a/b', null, null]],
    ['a/b]', ['a/b', null, null]],
    ['a/\\b', ['a/', null, null]],
    ['a/b^*', ['a/b', null, null]],
    ['a/b|c*', anywhere],
    ['ab{0}*', anywhere],
    ['ab}*', anywhere],
    ['a\ufeff*', anywhere],
    ['a\ufffd*', anywhere],
    ['a/[z-a]', anywhere],
  ])('is told by its pattern: %s by %j', (pattern, [head, depth, name]) => {
    expect(shapeOf(rulesOf(pattern)[0]!)).toEqual({ head, depth, name });
  });

  it('is not told by bytes that are no text', () => {
    const [rule] = compileRules([{ line: 1, text: 'a\udcff*', pattern: 'a\udcff*' }], 'rules');
    expect(shapeOf(rule!)).toEqual({ head: '', depth: null, name: null });
  });

  it('is true of every path that it matches', () => {
    const part = fc.constantFrom(
      'a',
      'b',
      '/',
      '/',
      '*',
      '**',
      '?',
      '[ab]',
      '[^a]',
      '\\a',
      '{1}',
      '|',
      '^',
      '.',
    );
    const pattern = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''));
    const path = fc
      .array(fc.constantFrom('a', 'b', 'ab', 'aa', '.'), { minLength: 1, maxLength: 4 })
      .map((names) => names.join('/'));
    fc.assert(
      fc.property(pattern, fc.array(path, { minLength: 1, maxLength: 8 }), (text, paths) => {
        let rules: readonly IgnoreRule[];
        try {
          rules = rulesOf(text);
        } catch {
          return;
        }
        for (const rule of rules) {
          const { head, depth, name } = shapeOf(rule);
          for (const one of paths.filter((each) => rule.test?.(each))) {
            expect([text, one, one.startsWith(head)]).toEqual([text, one, true]);
            if (depth !== null) expect([text, one.split('/').length - 1]).toEqual([text, depth]);
            if (name !== null) expect([text, one.split('/').at(-1)]).toEqual([text, name]);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('in a directory', () => {
  /** The lines that are tried on every path directly inside, and by base name those that are tried on paths of that name. */
  function triedIn(lines: readonly string[], directory: string): readonly unknown[] {
    const set = ruleSet(rulesOf(...lines), 'rules');
    const names = directory === '' ? [] : directory.split('/');
    const scope = names.reduce<RuleScope>(
      (above, _, depth) => enterScope(above, names.slice(0, depth + 1).join('/'), above.decision),
      rootScope(set),
    );
    const text = (index: number): string => set.rules[index]!.text;
    const byName = [...scope.byName].map(([name, indices]) => `${name}: ${indices.map(text).join(' ')}`);
    return [scope.tried.map(text), byName, scope.alive.map(text)];
  }
  const LINES = [
    'a/b',
    '!a/b',
    'a/c/d',
    'a/*',
    'ab/*',
    '*/x',
    '**/y',
    'a/**',
    '*',
    'b',
    '[ab]/z',
    'a/c**',
    '**z',
  ];

  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    [
      '',
      ['a/**', '*', '[ab]/z', 'a/c**', '**z'],
      ['b: b'],
      ['a/b', '!a/b', 'a/c/d', 'a/*', 'ab/*', '*/x', 'a/**', '*', 'b', '[ab]/z', 'a/c**', '**z'],
    ],
    [
      'a',
      ['a/*', '*/x', 'a/**', '[ab]/z', 'a/c**', '**z'],
      ['b: a/b !a/b'],
      ['a/b', '!a/b', 'a/c/d', 'a/*', '*/x', 'a/**', '[ab]/z', 'a/c**', '**z'],
    ],
    ['a/c', ['a/**', '[ab]/z', 'a/c**', '**z'], ['d: a/c/d'], ['a/c/d', 'a/**', '[ab]/z', 'a/c**', '**z']],
    ['a/b', ['a/**', '[ab]/z', '**z'], [], ['a/**', '[ab]/z', '**z']],
    ['q', ['*/x', '[ab]/z', '**z'], [], ['*/x', '[ab]/z', '**z']],
    ['q/r', ['[ab]/z', '**z'], [], ['[ab]/z', '**z']],
  ])('%j only rules are tried that can match there', (directory, tried, byName, alive) => {
    expect(triedIn(LINES, directory)).toEqual([tried, byName, alive]);
  });

  it('a rule for one name anywhere is tried on that name alone', () => {
    const { byName, scattered } = ruleSet(rulesOf('**/a', '!**/a', '**/b/c', 'a', '**/d*'), 'rules');
    expect([[...byName], scattered]).toEqual([
      [
        ['a', [0, 1]],
        ['c', [2]],
      ],
      [3, 4],
    ]);
  });
});
