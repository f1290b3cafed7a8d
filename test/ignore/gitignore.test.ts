import fc from 'fast-check';
import ignore from 'ignore';
import { describe, expect, it } from 'vitest';
import { compileGitRules } from '../../src/ignore/gitignore.ts';

function verdict(rules: string, path: string): string | null {
  const name = /[^/]+\/?$/.exec(path)![0];
  return compileGitRules(rules)?.asker()(path, name) ?? null;
}

describe('the rules of a .gitignore', () => {
  it.each([
    ['*.log', 'a/b.log', 'ignored'],
    ['*.log\n!b.log', 'a/b.log', 'unignored'],
    ['/dist', 'dist/', 'ignored'],
    ['/dist', 'a/dist/', null],
    ['dist/', 'a/dist/', 'ignored'],
    ['dist/', 'a/dist', null],
    ['a/b', 'a/b', 'ignored'],
    ['a/b', 'x/a/b', null],
    ['**/b', 'x/a/b', 'ignored'],
    ['*.log\n/dist', 'a/b.log', 'ignored'],
    ['/dist\n*.log', 'dist/', 'ignored'],
    ['*.log\n!keep/b.log', 'keep/b.log', 'unignored'],
    ['# *.log', 'a.log', null],
    ['\\#a', '#a', 'ignored'],
    ['*.LOG', 'a.log', null],
    ['\ufeffa', 'a', 'ignored'],
    ['a\ufeff', 'a\ufeff', 'ignored'],
    ['a\r\nb\r\n', 'b', 'ignored'],
  ])('%j on %s: %s', (rules, path, expected) => {
    expect(verdict(rules, path)).toBe(expected);
  });

  it('are none in a file of comments', () => {
    expect(compileGitRules('# a\n\n  \n')).toBeNull();
  });

  it('leave out lines on which matching could take for ever, and say which', () => {
    const rules = compileGitRules(`${'*a'.repeat(30)}*b\n**/x/**/y/**/z\nok\n`)!;
    expect(rules.skippedLines).toEqual([1, 2]);
    expect(rules.asker()('a'.repeat(250), 'a'.repeat(250))).toBeNull();
    expect(rules.asker()('ok', 'ok')).toBe('ignored');
  });

  it.each<[string, readonly number[]]>([
    ['*a*', []],
    ['a*b*c', []],
    ['a**b**c', []],
    ['*a*b*', [1]],
    ['a*b*c*d', [1]],
    ['ok\n*/*/*/*\n***a', []],
    ['ok\n**/a/**/b', []],
    ['a**/b**/c**', []],
    ['**a/**b/**c', []],
    ['ok\n**/a/**/b/**', [2]],
    ['**/a/***/b/**', [1]],
    ['x/*a*b*', [1]],
    ['x/*a*b*\r\n#*a*b*\r\n!*a*b*', [1, 3]],
  ])('of %j leave out %j', (text, lines) => {
    expect(compileGitRules(text)!.skippedLines).toEqual(lines);
  });

  it('ignore nothing when all of them are left out', () => {
    expect(verdict('*a*b*', 'abc')).toBeNull();
  });

  it('say the same, once a directory above is not ignored, whether they look at names or at paths', () => {
    const line = fc.constantFrom(
      ...['a', 'b.x', '*.x', 'a/', '/a', 'a/b', 'a/*', '**/b', 'a/**', '?', ' a', 'b ', '#a', '\\#a', ''],
      ...[
        '!a',
        '!b.x',
        '!*.x',
        '!a/',
        '!/a',
        '!a/b',
        '!**/b',
        '!/b.x',
        '\\!a',
        '[ab]',
        'a/b/c',
        '/*',
        '!/*/',
      ],
    );
    const name = fc.constantFrom('a', 'b', 'c', 'b.x', '#a', '!a', ' a');
    const path = fc.tuple(fc.array(name, { minLength: 1, maxLength: 3 }), fc.boolean());
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.array(path, { maxLength: 8 }), (lines, paths) => {
        const ask = compileGitRules(lines.join('\n'))?.asker() ?? (() => null);
        const plain = ignore({ ignorecase: false }).add(lines.join('\n'));
        for (const [names, isDirectory] of paths) {
          const above = names.slice(0, -1).map((_, depth) => `${names.slice(0, depth + 1).join('/')}/`);
          if (above.some((directory) => plain.ignores(directory))) continue;
          const end = isDirectory ? '/' : '';
          const whole = `${names.join('/')}${end}`;
          const { ignored, unignored } = plain.test(whole);
          const expected = ignored ? 'ignored' : unignored ? 'unignored' : null;
          expect([whole, ask(whole, `${names.at(-1)!}${end}`)]).toEqual([whole, expected]);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('say the same of a name after more others than they remember', () => {
    const ask = compileGitRules('*.x\n!b.x')!.asker();
    const asked = (name: string): string | null => ask(`d/${name}`, name);
    for (let n = 0; n < 20_010; n++) asked(`${n}.x`);
    expect(['a.x', 'b.x', 'c', '0.x'].map(asked)).toEqual(['ignored', 'unignored', null, 'ignored']);
  });
});
