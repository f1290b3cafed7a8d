import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathCover } from '../../src/budget/path-cover.ts';
import { nameText } from '../../src/core/byte-text.ts';
import type { NameTest } from '../../src/core/path-visit.ts';
import { isGoMatchPattern } from '../../src/ignore/go-match.ts';
import { compilePattern } from '../../src/ignore/pattern.ts';

const fits = (test: NameTest, name: Uint8Array): boolean =>
  test(Buffer.concat([Buffer.from('x'), name]), 1, name.length + 1);

describe('the paths that a pattern covers', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['public/**', ['public/a', 'public/x/b'], ['public', 'a/public/b']],
    ['/usr/share/doc', ['usr/share/doc', 'usr/share/doc/x/y'], ['usr/share', 'usr/share/docs']],
    ['**/.env*', ['.env', 'a/.env.local', 'a/.envs/x'], ['env', 'a/b.env']],
    ['**/node_modules', ['node_modules/a', 'x/node_modules/a/b'], ['x/node_modules2/a']],
    ['*.log', ['a.log'], ['b/a.log']],
    ['./src//', ['src', 'src/a'], ['a/src']],
    [' a/b ', ['a/b', 'a/b/c'], ['a', 'b']],
    ['.', ['a', 'a/b'], []],
    ['/', ['a', 'a/b'], []],
    ['**', ['a', 'a/b'], []],
    ['a?c', ['abc', 'abc/d'], ['ac', 'abbc']],
    ['[ab]/x', ['a/x', 'b/x/y'], ['c/x']],
    ['a+(b)', ['a+(b)'], ['aab']],
  ])('%s', (pattern, covered, others) => {
    const { of: cover } = pathCover([pattern]);
    expect(covered.filter((path) => cover(path).length === 0)).toEqual([]);
    expect(others.filter((path) => cover(path).length > 0)).toEqual([]);
  });

  it('are those that match it, or a directory above, in whatever order paths come', () => {
    const segment = fc.constantFrom('a', 'b', 'ab', '.env');
    const path = fc.array(segment, { minLength: 1, maxLength: 5 }).map((parts) => parts.join('/'));
    const pattern = fc
      .array(fc.constantFrom('a', 'b', 'ab', '*', '**', 'a*', '?b', '.env'), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('/'));
    fc.assert(
      fc.property(
        fc.array(pattern, { minLength: 1, maxLength: 4 }),
        fc.array(path, { maxLength: 12 }),
        (patterns, paths) => {
          const { of: cover } = pathCover(patterns);
          for (const one of paths) {
            const parts = one.split('/');
            const above = parts.map((_, depth) => parts.slice(0, depth + 1).join('/'));
            const naive = patterns.flatMap((text, index) =>
              above.some((directory) => compilePattern(text).test!(directory)) ? [index] : [],
            );
            expect([...cover(one)].sort()).toEqual(naive);
          }
        },
      ),
    );
  });

  it('are never passed over by what a directory or a name alone tell', () => {
    const segment = fc.constantFrom('a', 'b', 'ab', '.env', '.env.local', 'é', 'x|y', 'a*', 'b]');
    const path = fc.array(segment, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    const part = fc.constantFrom(
      'a',
      '*',
      '**',
      'a*',
      '?b',
      '.env*',
      '*.local',
      'a**b',
      '[ab]',
      '\\a',
      'a|b',
      '{a',
      'x^',
      'é',
      '*é',
      '?',
    );
    const pattern = fc
      .array(part, { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('/'))
      .filter((text) => isGoMatchPattern(text) && compilePattern(text).test !== null);
    fc.assert(
      fc.property(
        fc.array(pattern, { minLength: 1, maxLength: 3 }),
        fc.array(path, { maxLength: 12 }),
        (patterns, paths) => {
          const { of, mayCover, needsPaths, mayEnd } = pathCover(patterns);
          for (const one of paths) {
            const slash = one.lastIndexOf('/');
            const directory = slash < 0 ? '' : one.slice(0, slash);
            const isSeen = needsPaths(directory) || fits(mayEnd, Buffer.from(one.slice(slash + 1)));
            const isReached = directory === '' || mayCover(directory);
            if (!isSeen || !isReached) expect([one, of(one)]).toEqual([one, []]);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('are ruled out by the last name where it is no match', () => {
    const { mayEnd, needsPaths } = pathCover(['**/id_rsa', '**/.env*', '**/x/*.js']);
    const names = ['id_rsa', 'id_rsa.pub', '.env', '.env.local', 'a.js', 'a.ts', 'id_rs', ''];
    expect(names.map((name) => fits(mayEnd, Buffer.from(name)))).toEqual([
      true,
      false,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(['', 'a', '.env', 'a/.env/b'].map(needsPaths)).toEqual([true, false, true, true]);
  });

  it('are never ruled out by a name whose bytes are no text', () => {
    const bytes = fc.array(fc.constantFrom(0x61, 0x66, 0x78, 0x2e, 0xc3, 0xa9, 0xff), {
      minLength: 1,
      maxLength: 5,
    });
    const pattern = fc.constantFrom(
      '*xff',
      '*f',
      'a*',
      'é',
      '*é',
      'é*',
      '*a9',
      'a?f',
      '*.a',
      '*é.a',
      'x*f',
      '?',
      'xff',
    );
    fc.assert(
      fc.property(pattern, bytes, (text, name) => {
        const { of, mayEnd } = pathCover([`**/${text}`]);
        const isCovered = of(nameText(Uint8Array.from(name))).length > 0;
        if (isCovered) expect([text, name, fits(mayEnd, Uint8Array.from(name))]).toEqual([text, name, true]);
      }),
      { numRuns: 3000 },
    );
  });

  it('are found below thousands of directories', () => {
    const deep = `${'d/'.repeat(20_000)}x`;
    expect(pathCover(['**/x', 'd/**', 'e']).of(deep)).toHaveLength(2);
  });
});
