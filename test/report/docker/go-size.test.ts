import { describe, expect, it } from 'vitest';
import { goSize } from '../../../src/report/docker/go-size.ts';

describe('goSize', () => {
  it('prints three significant digits in powers of 1000', () => {
    const table: readonly (readonly [number, string])[] = [
      [0, '0B'],
      [21, '21B'],
      [100, '100B'],
      [999, '999B'],
      [1000, '1kB'],
      [1107, '1.11kB'],
      [25_744, '25.7kB'],
      [43_959, '44kB'],
      [999_499, '999kB'],
      [7_050_000, '7.05MB'],
      [1.5e12, '1.5TB'],
      [Number.MAX_SAFE_INTEGER, '9.01PB'],
    ];
    for (const [bytes, text] of table) expect(goSize(bytes)).toBe(text);
  });

  it('keeps the unit when rounding reaches the next one, as docker does', () => {
    expect(goSize(999_500)).toBe('1e+03kB');
    expect(goSize(999_999)).toBe('1e+03kB');
  });

  it('rounds an exact half to the even digit, as Go does', () => {
    expect(goSize(1125)).toBe('1.12kB');
    expect(goSize(1375)).toBe('1.38kB');
    expect(goSize(12_250)).toBe('12.2kB');
    expect(goSize(12_750)).toBe('12.8kB');
    expect(goSize(122_500)).toBe('122kB');
    expect(goSize(123_500)).toBe('124kB');
  });
});
