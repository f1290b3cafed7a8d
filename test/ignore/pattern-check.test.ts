import { describe, expect, it } from 'vitest';
import { isTakenPattern } from '../../src/ignore/pattern-check.ts';

describe('Docker’s check of a pattern', () => {
  it.each([
    '',
    'a',
    '*',
    '**/x',
    '[a]',
    '[^a]',
    '[a-c]x',
    '[\\]a]',
    '[a\\-]',
    '[[]*]',
    '\\*',
    '[z-a]',
    '[é-ü]',
  ])('takes %s', (pattern) => {
    expect(isTakenPattern(pattern)).toBe(true);
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
    '*/[ax',
    'a[',
    '?*[',
    '[\udcff]',
  ])('refuses %s', (pattern) => {
    expect(isTakenPattern(pattern)).toBe(false);
  });

  it.each(['a*[', 'x*/[', 'a/*[]', 'foo*b\\'])(
    'does not see the error in %s, behind a part that does not match',
    (pattern) => {
      expect(isTakenPattern(pattern)).toBe(true);
    },
  );
});
