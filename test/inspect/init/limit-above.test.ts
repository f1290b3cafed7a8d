import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseByteSize } from '../../../src/core/bytes.ts';
import { countAbove, sizeAbove } from '../../../src/inspect/init/limit-above.ts';

describe('a limit a little above what is measured', () => {
  it.each<[number, number, string]>([
    [0, 0, '0'],
    [0, 1e6, '1MB'],
    [49_700, 1e6, '1MB'],
    [2_400_000, 1e6, '2.7MB'],
    [1_000_000, 1e6, '1.1MB'],
    [99_000_000, 1e6, '110MB'],
    [1_234_567_890, 1e6, '1.4GB'],
  ])('of %s bytes, at least %s, is %s', (bytes, floor, text) => {
    expect(sizeAbove(bytes, floor)).toBe(text);
  });

  it('is always above, and at most a quarter above', () => {
    fc.assert(
      fc.property(fc.integer({ min: 100, max: 1e13 }), (bytes) => {
        const limit = parseByteSize(sizeAbove(bytes, 0));
        expect(limit).toBeGreaterThanOrEqual(Math.floor(bytes * 1.1));
        expect(limit).toBeLessThanOrEqual(Math.ceil(bytes * 1.25));
      }),
    );
  });

  it('of counts leaves room for some more', () => {
    expect([countAbove(7, 2), countAbove(0, 20), countAbove(1234, 20)]).toEqual([9, 20, 1400]);
  });
});
