import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literalRule } from '../../src/ignore/literal.ts';
import { readIgnoreFile } from '../../src/ignore/reader.ts';
import { compileRules } from '../../src/ignore/rule.ts';
import { checkTravel } from '../../src/ignore/travel.ts';

describe('the rule for one path', () => {
  it.each([
    ['a/b.txt', 'a/b.txt'],
    ['a*b', 'a\\*b'],
    ['[x]', '\\[x\\]'],
    ['#x', '\\#x'],
    ['!x', '\\!x'],
    ['a\\b', 'a\\\\b'],
    [' a ', '?a?'],
    ['a\u0085', 'a?'],
    [' ', '?'],
    ['\ufeffa', '?a'],
    ['a{b}|c^d', 'a{b}|c^d'],
    ['a#!{b}', 'a#!{b}'],
    ['a*#!', 'a\\*#!'],
    ['a\tb', 'a?b'],
    ['a\nb', 'a?b'],
    ['a\udcffb', 'a?b'],
  ])('%j is %j', (path, rule) => {
    expect(literalRule(path)).toBe(rule);
  });

  it('is one line that Docker takes, that travels, and that matches the path', () => {
    const name = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 8 })
      .filter((text) => !/[/\0]|^\.{1,2}$/.test(text));
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 3 }), (names) => {
        const path = names.join('/');
        const lines = readIgnoreFile(Buffer.from(literalRule(path)), 'rules');
        expect(lines).toHaveLength(1);
        checkTravel(lines, 'rules');
        expect(compileRules(lines, 'rules')[0]!.test!(path)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
