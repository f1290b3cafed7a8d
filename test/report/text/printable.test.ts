import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutEnd, cutMiddle, textColumns } from '../../../src/report/text/columns.ts';
import { printable } from '../../../src/report/text/printable.ts';

describe('printable text', () => {
  it.each([
    ['plain', 'plain'],
    ['übergröße 🚢 漢字', 'übergröße 🚢 漢字'],
    ['a\nb\tc\rd', 'a\\nb\\tc\\rd'],
    ['\u001b[31mred\u001b[0m', '\\x1b[31mred\\x1b[0m'],
    ['bell\u0007 delete\u007f csi\u009b', 'bell\\x07 delete\\x7f csi\\x9b'],
    ['turned \u202egnp.exe', 'turned \\u202egnp.exe'],
    ['lone \ud800 surrogate', 'lone \\ud800 surrogate'],
  ])('%j becomes %j', (text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  it('never holds a control character, whatever goes in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e]/.test(printable(text))).toBe(false);
      }),
    );
  });
});

describe('text cut to columns', () => {
  it.each([
    ['short', 10, 'short', 'short'],
    ['abcdefghijkl', 8, 'abcdefg…', 'ab…ijkl'],
    ['漢字漢字漢字', 7, '漢字漢…', '漢字漢…'],
  ])('%s at %i', (text, width, end, middle) => {
    expect(cutEnd(text, width)).toBe(end);
    expect(textColumns(cutMiddle(text, width))).toBeLessThanOrEqual(width);
    expect(cutMiddle(text, width).endsWith(middle.slice(-2))).toBe(true);
  });

  it('never takes more columns than there are, and ends as the path ends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 8, max: 40 }), (raw, width) => {
        const text = printable(raw);
        expect(textColumns(cutEnd(text, width))).toBeLessThanOrEqual(width);
        expect(textColumns(cutMiddle(text, width))).toBeLessThanOrEqual(width);
      }),
    );
  });
});
