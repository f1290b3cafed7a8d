import { describe, expect, it } from 'vitest';
import { readIgnoreFile } from '../../src/ignore/reader.ts';
import { compileRules } from '../../src/ignore/rule.ts';

const read = (text: string): readonly unknown[] =>
  readIgnoreFile(Buffer.from(text), 'rules').map(({ line, text: written, pattern }) => [
    line,
    written,
    pattern,
  ]);

describe('an ignore file', () => {
  it.each<[string, readonly unknown[]]>([
    ['', []],
    ['\n\n', []],
    ['a', [[1, 'a', 'a']]],
    [
      'a\n\nb\n',
      [
        [1, 'a', 'a'],
        [3, 'b', 'b'],
      ],
    ],
    [
      'a\r\nb\r',
      [
        [1, 'a', 'a'],
        [2, 'b', 'b'],
      ],
    ],
    ['a\rb', [[1, 'a\rb', 'a\rb']]],
    ['\r', []],
    ['#a\n #b', [[2, '#b', '#b']]],
    ['\ufeff#a\n\ufeffb', [[2, '\ufeffb', '\ufeffb']]],
    ['\ufeff\ufeffa', [[1, '\ufeffa', '\ufeffa']]],
    ['  a b\t', [[1, 'a b', 'a b']]],
    ['/a//b/../c/', [[1, '/a//b/../c/', 'a/c']]],
    ['/', [[1, '/', '/']]],
    ['! /a', [[1, '! /a', '!a']]],
    ['!', [[1, '!', '!']]],
    ['!.', [[1, '!.', '!.']]],
  ])('%j holds %j', (text, lines) => {
    expect(read(text)).toEqual(lines);
  });

  it('may have lines of up to 65,535 bytes', () => {
    expect(read(`${'a'.repeat(65_535)}\nb`)).toHaveLength(2);
    expect(() => read(`x\n${'a'.repeat(65_536)}\nb`)).toThrowError(
      expect.objectContaining({
        code: 'ignore-file',
        message: 'rules:2: Docker reads no line of 64 KiB or more (bufio.Scanner: token too long).',
        file: 'rules',
        line: 2,
        hint: 'Split the line.',
      }),
    );
  });
});

describe('the rules of an ignore file', () => {
  const compiled = (text: string): readonly unknown[] =>
    compileRules(readIgnoreFile(Buffer.from(text), 'rules'), 'rules').map(
      ({ line, text: written, pattern, isException, kind }) => [line, written, pattern, isException, kind],
    );

  it.each<[string, readonly unknown[]]>([
    ['a/b', [[1, 'a/b', 'a/b', false, 'exact']]],
    ['a/**', [[1, 'a/**', 'a/**', false, 'prefix']]],
    ['**/a', [[1, '**/a', '**/a', false, 'suffix']]],
    ['**', [[1, '**', '**', false, 'suffix']]],
    ['a*', [[1, 'a*', 'a*', false, 'regexp']]],
    ['a]', [[1, 'a]', 'a]', false, 'regexp']]],
    ['a\\d', [[1, 'a\\d', 'a\\d', false, 'regexp']]],
    ['[z-a]', [[1, '[z-a]', '[z-a]', false, 'broken']]],
    ['\n!a ', [[2, '!a', 'a', true, 'exact']]],
    // The mark is cleaned with the pattern.
    ['!../../a', [[1, '!../../a', 'a', false, 'exact']]],
    ['!.', [[1, '!.', '.', true, 'exact']]],
    // The blank is at the end only once the slashes are cut.
    ['/\u00a0/', []],
    ['/\u00a0/x', [[1, '/\u00a0/x', '/x', false, 'exact']]],
  ])('%j are %j', (text, rules) => {
    expect(compiled(text)).toEqual(rules);
  });

  it.each([
    ['!', 'illegal exclusion pattern: "!"', 'Write a pattern after it.'],
    ['a[', 'syntax error in pattern "a["', 'Close its class, or escape the character with a backslash.'],
    [
      '!\udcff[',
      'syntax error in pattern "!\\xff["',
      'Close its class, or escape the character with a backslash.',
    ],
  ])('are refused as Docker refuses them: %j', (pattern, what, hint) => {
    const lines = [{ line: 7, text: pattern, pattern }];
    expect(() => compileRules(lines, 'rules')).toThrowError(
      expect.objectContaining({
        code: 'ignore-file',
        message: `rules:7: Docker refuses this rule (${what}).`,
        file: 'rules',
        line: 7,
        hint,
      }),
    );
  });

  it('that no file holds are named by what holds them', () => {
    expect(() => compileRules([{ line: 0, text: '!', pattern: '!' }], 'Dockerfile')).toThrow(
      'Dockerfile: Docker refuses this rule',
    );
  });
});
