import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteText, textBytes } from '../../src/core/byte-text.ts';
import { compareBytes, compareText } from '../../src/core/order.ts';

describe('the order of names', () => {
  it('is that of their bytes, whatever is in them', () => {
    const bytes = fc.uint8Array({ maxLength: 12 }).map(byteText);
    const text = fc.string({ unit: 'binary', maxLength: 6 });
    fc.assert(
      fc.property(fc.oneof(bytes, text), fc.oneof(bytes, text), (a, b) => {
        expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(textBytes(a), textBytes(b)));
      }),
    );
  });

  it('puts what lies beyond the first plane behind it, as bytes do and code units do not', () => {
    const [plane, beyond] = ['\uff5e', '\u{1f600}'];
    expect(compareBytes(plane, beyond)).toBeLessThan(0);
    expect(compareText(plane, beyond)).toBeGreaterThan(0);
  });
});
