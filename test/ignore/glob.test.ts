import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanPath } from '../../src/core/posix-path.ts';
import { compileGlob } from '../../src/ignore/glob.ts';
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
const segment = fc.constantFrom(
  ...[
    'a',
    'b',
    '*',
    '**',
    '**',
    'a*',
    '*b',
    '*a*',
    'a*b',
    'a*a',
    'ab*b*',
    '*a*a*',
    '?',
    '?*',
    '*?b',
    'a?',
    '**a',
    '😀?',
  ],
);
const pattern = fc
  .oneof(
    fc.array(character, { minLength: 1, maxLength: 7 }).map((parts) => parts.join('')),
    fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/')),
  )
  .map(cleanPath);
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
    ['a*ab', 'ab', false],
    ['**/a*a', 'x/a', false],
    ['x/a*a', 'x/a', false],
    ['ab*b*', 'ab', false],
    ['x/ab*b*', 'x/ab', false],
    ['*a*', 'ab', true],
    ['*ab*b', 'ab', false],
    ['*a*a*', 'a', false],
    ['*?b', 'aab', true],
    ['?', '\uffff', true],
    ['??', '\uffffa', true],
    ['a/**/b', 'a/xb', false],
    ['a/**/b', 'a/b/c', false],
    ['**ab', 'b', false],
    ['**ab', 'x/cab', true],
    ['a\\', 'a\\', true],
    ['**a\\', 'x/a\\', true],
    // The backslash at the end escapes the end of the expression.
    ['b**\\', 'bx/$', true],
    ['b**\\', 'bx/', false],
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

  it('that begins with a byte order mark is compared without two of its bytes', () => {
    const test = compilePattern('\ufeff**a').test!;
    expect(['\ufeff**a', 'x\u00bf**a', '**a', 'a'].map(test)).toEqual([true, true, false, false]);
    expect(compilePattern('**a\ufeff').test!('a\ufeff')).toBe(true);
  });

  it.each(['*.log', 'a?/b', '**/x', '**x*', 'a/**/b', 'a*/**', '*/*', '?'])(
    'of stars and question marks needs no regular expression: %s',
    (text) => {
      expect(compileGlob(text, 'never looked at (')).toBeInstanceOf(Function);
    },
  );

  it.each([
    'a**b*',
    '***',
    'a[b]',
    'a]*',
    '\\a',
    '^*',
    '{*',
    'a|b*',
    'a}*',
    '\ufeff*',
    '\ufffd*',
    '\udcff*',
    '****a',
  ])('of anything more does: %s', (text) => {
    expect(compileGlob(text, 'never looked at (')).toBeNull();
  });

  it('of any depth leaves a path with a line feed to the regular expression', () => {
    const test = compileGlob('**/a*', 'nothing')!;
    expect(['a', 'x/ab', 'a\n', 'b\n'].map(test)).toEqual([true, true, false, false]);
    expect(compileGlob('a*', 'nothing')!('a\n')).toBe(true);
    expect(compileGlob('**/a*', '(')!('a\n')).toBe(false);
  });

  it.each(['a[', '[z-a]', '\\y', '[[:foo:]]', 'src\\lib', 'a{1001}*'])(
    'of %s is broken, as in Go',
    (text) => {
      expect(compilePattern(text)).toEqual({ kind: 'broken', test: null });
    },
  );

  it('is null where Go has no such expression', () => {
    expect(compileGoRegExp('(')).toBeNull();
  });

  it('needs no more than linear time for what makes backtracking explode', () => {
    const evil = compilePattern('*a*a*a*a*a*a*a*a[b]').test!;
    const glob = compilePattern('*a*a*a*a*a*a*a*ab').test!;
    const long = 'a'.repeat(4000);
    expect([evil(long), glob(long)]).toEqual([false, false]);
  });
});
