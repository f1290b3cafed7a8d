import { describe, expect, it } from 'vitest';
import { isGoMatchPattern } from '../../src/ignore/go-match.ts';

describe('Go’s filepath.Match', () => {
  it.each([
    '',
    'a',
    '*',
    '**/x',
    '[a]',
    '[^a]',
    '[a-c]x',
    '[]a]'.replace('[]', '[\\]'),
    '[a\\-]',
    '[[]*]',
    'a]',
    '[a/b]',
    '\\*',
    '[é-ü]',
  ])('takes %s', (pattern) => {
    expect(isGoMatchPattern(pattern)).toBe(true);
  });

  it.each([
    '[',
    '[a',
    '[]',
    '[^]',
    '[]a]',
    '[-x]',
    '[x-]',
    '[a-b-c]',
    'a\\',
    '\\',
    '[a\\',
    '*[',
    'a*b*[z',
    '[\udcff]',
  ])('refuses %s', (pattern) => {
    expect(isGoMatchPattern(pattern)).toBe(false);
  });
});
