import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanPath } from '../../src/core/posix-path.ts';
import { isGoMatchPattern } from '../../src/ignore/go-match.ts';
import { compilePattern } from '../../src/ignore/pattern.ts';
import { compileGoRegExp } from '../../src/ignore/regexp.ts';

/** The regular expression that Docker writes for a pattern that has at least one wildcard: the naive form of the rules in Pattern.compile. */
function regExpOf(pattern: string): string {
  let source = '^';
  for (let rest = pattern; rest !== ''; ) {
    const token = /^(?:\*\*\/?|\*|\?|\\.|[\s\S])/u.exec(rest)![0];
    rest = rest.slice(token.length);
    if (token.startsWith('**')) source += rest === '' ? '.*' : '(.*/)?';
    else if (token === '*') source += '[^/]*';
    else if (token === '?') source += '[^/]';
    else source += /^[.+()$]$/.test(token) ? `\\${token}` : token;
  }
  return `${source}$`;
}

const character = fc.constantFrom(
  'a',
  'b',
  '.',
  '/',
  '/',
  '*',
  '*',
  '**',
  '**/',
  '?',
  'é',
  '😀',
  '-',
  '{',
  '|',
  '^',
  '+',
);
const pattern = fc.array(character, { minLength: 1, maxLength: 7 }).map((parts) => cleanPath(parts.join('')));
const name = fc.array(fc.constantFrom('a', 'b', '.', 'é', '😀', '-', '{', '+', '\n'), {
  minLength: 1,
  maxLength: 4,
});
const path = fc
  .array(name, { minLength: 1, maxLength: 4 })
  .map((names) => names.map((parts) => parts.join('')).join('/'));

describe('a compiled pattern', () => {
  it('of stars and question marks says what its regular expression says', () => {
    fc.assert(
      fc.property(pattern, fc.array(path, { minLength: 1, maxLength: 8 }), (text, paths) => {
        fc.pre(isGoMatchPattern(text));
        const { kind, test } = compilePattern(text);
        fc.pre(kind === 'regexp');
        const expected = compileGoRegExp(regExpOf(text))!;
        for (const one of paths) expect([one, test!(one)]).toEqual([one, expected(one)]);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['*.log', 'a.log', true],
    ['*.log', 'logs/a.log', false],
    ['**/*.log', 'logs/a.log', true],
    ['**/*.log', 'logs\n/a.log', false],
    ['a/**/b', 'a/b', true],
    ['a/**/b', 'a/x/y/b', true],
    ['*/**', 'a', false],
    ['**foo*', 'x/foobar', true],
    ['?', '😀', true],
    ['??', '😀', false],
    ['a**b', 'ax/b', true],
    ['a**b', 'axb', false],
    ['a{2}*', 'aab', true],
    ['*a|b', 'ab', true],
    ['[*]', '^]', true],
    ['a[^x]b', 'a/b', true],
  ])('%s on %s: %s', (text, one, expected) => {
    expect(compilePattern(text).test!(one)).toBe(expected);
  });

  it('takes a byte that is not UTF-8 for itself in plain text and for U+FFFD in an expression', () => {
    expect(compilePattern('\udcff').test!('\udcff')).toBe(true);
    expect(compilePattern('\udcff').test!('\udcfe')).toBe(false);
    expect(compilePattern('\udcff*').test!('\udcfe')).toBe(true);
    expect(compilePattern('\ufffd*').test!('\udcfe')).toBe(true);
    expect(compilePattern('?').test!('\udcfe')).toBe(true);
  });

  it.each(['[z-a]', '\\y', '[[:foo:]]', 'src\\lib', 'a{1001}*'])('of %s is broken, as in Go', (text) => {
    expect(compilePattern(text)).toEqual({ kind: 'broken', test: null });
  });

  it('needs no more than linear time for what makes backtracking explode', () => {
    const evil = compilePattern('*a*a*a*a*a*a*a*a[b]').test!;
    const glob = compilePattern('*a*a*a*a*a*a*a*ab').test!;
    const long = 'a'.repeat(4000);
    expect([evil(long), glob(long)]).toEqual([false, false]);
  });
});
