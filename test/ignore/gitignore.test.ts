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
});
