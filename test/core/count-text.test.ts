import { expect, it } from 'vitest';
import { countText } from '../../src/core/count-text.ts';

it.each([
  [0, '0 files'],
  [1, '1 file'],
  [999, '999 files'],
  [2481, '2,481 files'],
  [1_000_000, '1,000,000 files'],
])('%d of them are %s', (count, text) => {
  expect(countText(count, 'file')).toBe(text);
});

it('takes another plural, and whole phrases', () => {
  expect([1, 2].map((count) => countText(count, 'entry is', 'entries are'))).toEqual([
    '1 entry is',
    '2 entries are',
  ]);
});
