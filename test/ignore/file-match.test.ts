import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileFileMatch, hasWildcard } from '../../src/ignore/file-match.ts';
import { goFileMatch } from '../support/go-file-match.ts';

/** The table of Go's own path/filepath tests, match_test.go; null is a malformed pattern. */
const GO_TABLE: readonly (readonly [pattern: string, name: string, matches: boolean | null])[] = [
  ['abc', 'abc', true],
  ['*', 'abc', true],
  ['*c', 'abc', true],
  ['a*', 'a', true],
  ['a*', 'abc', true],
  ['a*', 'ab/c', false],
  ['a*/b', 'abc/b', true],
  ['a*/b', 'a/c/b', false],
  ['a*b*c*d*e*/f', 'axbxcxdxe/f', true],
  ['a*b*c*d*e*/f', 'axbxcxdxexxx/f', true],
  ['a*b*c*d*e*/f', 'axbxcxdxe/xxx/f', false],
  ['a*b*c*d*e*/f', 'axbxcxdxexxx/fff', false],
  ['a*b?c*x', 'abxbbxdbxebxczzx', true],
  ['a*b?c*x', 'abxbbxdbxebxczzy', false],
  ['ab[c]', 'abc', true],
  ['ab[b-d]', 'abc', true],
  ['ab[e-g]', 'abc', false],
  ['ab[^c]', 'abc', false],
  ['ab[^b-d]', 'abc', false],
  ['ab[^e-g]', 'abc', true],
  ['a\\*b', 'a*b', true],
  ['a\\*b', 'ab', false],
  ['a?b', 'a☺b', true],
  ['a[^a]b', 'a☺b', true],
  ['a???b', 'a☺b', false],
  ['a[^a][^a][^a]b', 'a☺b', false],
  ['[a-ζ]*', 'α', true],
  ['*[a-ζ]', 'A', false],
  ['a?b', 'a/b', false],
  ['a*b', 'a/b', false],
  ['[\\]a]', ']', true],
  ['[\\-]', '-', true],
  ['[x\\-]', 'x', true],
  ['[x\\-]', '-', true],
  ['[x\\-]', 'z', false],
  ['[\\-x]', 'a', false],
  ['[]a]', ']', null],
  ['[-]', '-', null],
  ['[x-]', 'x', null],
  ['[a-b-c]', 'a', null],
  ['[', 'a', null],
  ['[^', 'a', null],
  ['[^bc', 'a', null],
  ['a[', 'ab', null],
  ['*x', 'xxx', true],
  ['[z-a]', 'm', false],
  ['[^z-a]', 'm', true],
  ['{a,b}', 'a', false],
  ['a.c', 'abc', false],
];

describe("Go's filepath.Match", () => {
  it.each(GO_TABLE)('%s on %s: %s', (pattern, name, matches) => {
    expect(compileFileMatch(pattern)(name)).toBe(matches ?? false);
  });

  it('matches what a second reading of Go’s source matches', () => {
    const token = fc.constantFrom(
      ...'ab.*?[]^-\\/',
      '[a',
      '[^',
      ']',
      '*',
      '[a-b]',
      '[b-a]',
      '[a-\\b]',
      '\\a',
    );
    const pattern = fc.array(token, { maxLength: 7 }).map((parts) => parts.join(''));
    const name = fc.array(fc.constantFrom(...'ab.-]/'), { maxLength: 4 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(pattern, fc.array(name, { minLength: 1, maxLength: 4 }), (text, names) => {
        const test = compileFileMatch(text);
        for (const one of names)
          expect([text, one, test(one)]).toEqual([text, one, goFileMatch(text, one) === true]);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes ** for *', () => {
    expect(compileFileMatch('**')('a')).toBe(true);
    expect(compileFileMatch('**')('a/b')).toBe(false);
  });
});

describe('a wildcard', () => {
  it.each([
    ['a*', true],
    ['a?', true],
    ['[a]', true],
    ['a\\*', false],
    ['a\\\\*', true],
    ['a]', false],
    ['a\\', false],
  ])('%s: %s', (pattern, expected) => {
    expect(hasWildcard(pattern)).toBe(expected);
  });
});
