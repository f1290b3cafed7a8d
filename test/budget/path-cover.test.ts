import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathCover } from '../../src/budget/path-cover.ts';
import { compilePattern } from '../../src/ignore/pattern.ts';

describe('the paths that a pattern covers', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['public/**', ['public/a', 'public/x/b'], ['public', 'a/public/b']],
    ['/usr/share/doc', ['usr/share/doc', 'usr/share/doc/x/y'], ['usr/share', 'usr/share/docs']],
    ['**/.env*', ['.env', 'a/.env.local', 'a/.envs/x'], ['env', 'a/b.env']],
    ['**/node_modules', ['node_modules/a', 'x/node_modules/a/b'], ['x/node_modules2/a']],
    ['*.log', ['a.log'], ['b/a.log']],
    ['./src//', ['src', 'src/a'], ['a/src']],
    ['.', ['a', 'a/b'], []],
    ['/', ['a', 'a/b'], []],
    ['**', ['a', 'a/b'], []],
    ['a?c', ['abc', 'abc/d'], ['ac', 'abbc']],
    ['[ab]/x', ['a/x', 'b/x/y'], ['c/x']],
    ['a+(b)', ['a+(b)'], ['aab']],
  ])('%s', (pattern, covered, others) => {
    const cover = pathCover([pattern]);
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
          const cover = pathCover(patterns);
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

  it('are found below thousands of directories', () => {
    const deep = `${'d/'.repeat(20_000)}x`;
    expect(pathCover(['**/x', 'd/**', 'e'])(deep)).toHaveLength(2);
  });
});
