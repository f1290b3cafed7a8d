import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGoMatchPattern } from '../../src/ignore/go-match.ts';
import { isTakenPattern } from '../../src/ignore/pattern-check.ts';
import { goFileMatch } from '../support/go-file-match.ts';

describe('Docker’s check of a pattern', () => {
  it.each([
    '',
    'a',
    '*',
    '**/x',
    '[a]',
    '[!]',
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

  const token = fc.constantFrom(
    ...'a.*?[]^-\\/',
    '.',
    '*',
    '[.]',
    '[^.]',
    '[^a]',
    '[--/]',
    '[',
    '[\\.]',
    '[/-\\-]',
    '[a]',
    '[!]',
  );
  const pattern = fc.array(token, { maxLength: 8 }).map((parts) => parts.join(''));

  it('is Go’s, which matches the pattern against a dot and stops where it does not match', () => {
    fc.assert(
      fc.property(pattern, (text) => {
        expect([text, isTakenPattern(text)]).toEqual([text, goFileMatch(text, '.') !== null]);
      }),
      { numRuns: 5000 },
    );
  });

  it('takes all that is well formed to its end', () => {
    fc.assert(
      fc.property(pattern, (text) => {
        if (isGoMatchPattern(text)) expect([text, isTakenPattern(text)]).toEqual([text, true]);
        else expect([text, goFileMatch(text, 'a')]).not.toEqual([text, true]);
      }),
      { numRuns: 1000 },
    );
  });
});
