import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textColumns } from '../../../src/report/text/columns.ts';
import { wrapText } from '../../../src/report/text/wrap.ts';

describe('wrapText', () => {
  it('breaks at blanks', () => {
    expect(wrapText('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrapText('', 7)).toEqual(['']);
  });

  it('breaks words that are longer than a line', () => {
    expect(wrapText('ab sha256:0123456789', 8)).toEqual(['ab', 'sha256:0', '12345678', '9']);
    expect(wrapText('漢漢漢漢', 5)).toEqual(['漢漢', '漢漢']);
  });

  it('keeps a number with its unit', () => {
    expect(wrapText('a total of 20.6 kB (41 %)', 14)).toEqual(['a total of', '20.6 kB (41 %)']);
  });

  it('loses no word and keeps to the width', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z漢]{1,12}$/u)),
        fc.integer({ min: 2, max: 30 }),
        (words, width) => {
          const lines = wrapText(words.join(' '), width);
          expect(lines.every((line) => textColumns(line) <= width)).toBe(true);
          expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
        },
      ),
    );
  });
});
