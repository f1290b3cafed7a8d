import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byteText, hasStrayByte, showStrayBytes, textBytes } from '../../src/core/byte-text.ts';

describe('byte text', () => {
  it('keeps every byte', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(textBytes(byteText(bytes))).toEqual(bytes);
      }),
    );
  });

  it('is the text itself for UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(byteText(new TextEncoder().encode(text))).toBe(text);
        expect(hasStrayByte(text)).toBe(false);
      }),
    );
  });

  it('shows the other bytes in hexadecimal', () => {
    const text = byteText(Uint8Array.from([0x61, 0xff, 0xc3, 0x28, 0xed, 0xa0, 0x80]));
    expect(hasStrayByte(text)).toBe(true);
    expect(showStrayBytes(text)).toBe('a\\xff\\xc3(\\xed\\xa0\\x80');
  });
});
