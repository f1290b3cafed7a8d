import { describe, expect, it } from 'vitest';
import { buildkitSize } from '../../../src/report/docker/buildkit-size.ts';
import { goSize } from '../../../src/report/docker/go-size.ts';

describe('sizes as docker build prints them', () => {
  it.each([
    [0, '0B'],
    [2048, '2.048kB'],
    [2560, '2.56kB'],
    [999_999, '1000kB'],
    [10_488_320, '10.49MB'],
    [1_000_500, '1MB'],
    [1_001_500, '1.002MB'],
    [1_000_500_000, '1GB'],
  ])('the classic builder shows %d bytes as %s', (bytes, shown) => {
    expect(goSize(bytes, 4)).toBe(shown);
  });

  it.each([
    [2, '2B'],
    [999, '999B'],
    [1000, '1.00kB'],
    [1125, '1.12kB'],
    [1375, '1.38kB'],
    [5115, '5.12kB'],
    [10_500_000, '10.50MB'],
    [999_996, '1000.00kB'],
  ])('BuildKit shows %d bytes as %s', (bytes, shown) => {
    expect(buildkitSize(bytes)).toBe(shown);
  });
});
