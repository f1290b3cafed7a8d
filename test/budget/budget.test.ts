import { describe, expect, it } from 'vitest';
import { type Budget, measureKey, readBudget } from '../../src/budget/budget.ts';
import type { ContextBudget, ImageBudget } from '../../src/config/config.ts';

const AT = { file: 'plimsoll.yaml', line: 3, column: 7 };

describe('a budget as it is written', () => {
  it.each<[ContextBudget & ImageBudget, Partial<Record<string, unknown>>]>([
    [{ total: '2kB' }, { kind: 'plain', measure: 'total', unit: 'bytes', limit: 2000, warnAt: null }],
    [{ transfer: '1KiB' }, { measure: 'transfer', unit: 'bytes', limit: 1024 }],
    [{ compressed: 5 }, { measure: 'compressed', unit: 'bytes', limit: 5 }],
    [{ layer: 6 }, { measure: 'layer', unit: 'bytes', limit: 6 }],
    [{ layers: 7 }, { measure: 'layers', unit: 'count', limit: 7 }],
    [{ files: 8 }, { measure: 'files', unit: 'count', limit: 8 }],
    [{ file: 9 }, { measure: 'file', unit: 'bytes', limit: 9 }],
    [{ wasted: 10 }, { measure: 'wasted', unit: 'bytes', limit: 10 }],
    [{ wasted: '10kB' }, { measure: 'wasted', unit: 'bytes', limit: 10_000 }],
    [{ wasted: '10%' }, { measure: 'wasted', unit: 'ratio', limit: 0.1, warnAt: null }],
    [
      { wasted: '10%', warnAt: '90%' },
      { unit: 'ratio', limit: 0.1, warnAt: 0.09 },
    ],
    [
      { wasted: '10%', warnAt: 0.05 },
      { unit: 'ratio', limit: 0.1, warnAt: 0.05 },
    ],
    [{ efficiency: 0.9 }, { measure: 'efficiency', unit: 'ratio', limit: 0.9, warnAt: null }],
    [
      { efficiency: 0.9, warnAt: 0.95 },
      { limit: 0.9, warnAt: 0.95 },
    ],
    [
      { efficiency: 0.9, warnAt: '0.95' },
      { limit: 0.9, warnAt: 0.95 },
    ],
    [
      { efficiency: 0.9, warnAt: '95%' },
      { limit: 0.9, warnAt: 0.95 },
    ],
    [
      { total: '2kB', warnAt: '90%' },
      { limit: 2000, warnAt: 1800 },
    ],
    [
      { total: '2kB', warnAt: '1kB' },
      { limit: 2000, warnAt: 1000 },
    ],
    [
      { total: '2kB', warnAt: 1500 },
      { limit: 2000, warnAt: 1500 },
    ],
    [
      { path: 'a', total: '3kB' },
      { kind: 'path', pattern: 'a', of: 'total', unit: 'bytes', limit: 3000 },
    ],
    [
      { path: 'a', files: 4 },
      { kind: 'path', of: 'files', unit: 'count', limit: 4, warnAt: null },
    ],
    [
      { path: 'a', files: 4, warnAt: 3 },
      { kind: 'path', of: 'files', limit: 4, warnAt: 3 },
    ],
    [
      { path: 'a', forbidden: true },
      { of: 'forbidden', unit: 'count', limit: 0, warnAt: null },
    ],
    [
      { path: 'a', total: 0 },
      { range: 'final', scope: 'all' },
    ],
    [
      { path: 'a', total: 0, in: 'any-layer', scope: 'own' },
      { range: 'any-layer', scope: 'own' },
    ],
    [
      { growth: { percent: 5 } },
      { kind: 'growth', of: 'total', unit: 'bytes', percent: 5, atLeast: 0, scope: 'all' },
    ],
    [
      { growth: { percent: 0, atLeast: '1kB' }, scope: 'own' },
      { atLeast: 1000, scope: 'own' },
    ],
    [{ growth: { percent: 0, of: 'files', atLeast: 3 } }, { of: 'files', unit: 'count', atLeast: 3 }],
    [{ growth: { percent: 0, of: 'layers' } }, { of: 'layers', unit: 'count' }],
    [{ growth: { percent: 0, of: 'wasted' } }, { of: 'wasted', unit: 'bytes' }],
  ])('is read as numbers: %j is %j', (written, expected) => {
    expect(readBudget(written, AT)).toMatchObject({ ...expected, origin: AT });
  });

  it.each<[ContextBudget & ImageBudget, string | null]>([
    [{ total: 100, warnAt: 100 }, null],
    [{ total: 100, warnAt: 101 }, 'warnAt 101 lies beyond the limit'],
    [{ total: 100, warnAt: '100%' }, null],
    [{ total: 100, warnAt: '101%' }, 'warnAt 101% lies beyond the limit'],
    [{ total: 0 }, null],
    [{ path: 'a', total: 100, warnAt: 101 }, 'warnAt 101 lies beyond the limit'],
    [{ path: 'a', forbidden: true }, null],
    [{ wasted: '5%', warnAt: 0.06 }, 'warnAt 0.06 lies beyond the limit'],
    [{ efficiency: 1 }, null],
    [{ efficiency: 0.9, warnAt: 0.9 }, null],
    [{ efficiency: 0.9, warnAt: 0.89 }, 'warnAt 0.89 lies beyond the limit'],
  ])('may not warn after it fails: %j', (written, message) => {
    const read = (): Budget => readBudget(written, AT);
    if (message === null) expect(read).not.toThrow();
    else expect(read).toThrow(`plimsoll.yaml:3:7: ${message}, so it would never warn.`);
  });

  it('may not hold a pattern that Docker refuses', () => {
    expect(() => readBudget({ path: 'a[', total: 1 }, AT)).toThrow(
      'plimsoll.yaml:3:7: "a[" is no pattern of Docker\'s dialect.',
    );
  });

  it('without a measure never comes through the schema', () => {
    expect(() => readBudget({}, null)).toThrow('a budget without a measure passed its schema');
  });
});

describe('a baseline', () => {
  it.each<[ContextBudget & ImageBudget, string]>([
    [{ total: 1 }, 'total'],
    [{ total: 1, scope: 'own' }, 'total (own)'],
    [{ wasted: 1 }, 'wasted'],
    [{ wasted: '1%' }, 'wasted share'],
    [{ wasted: '1%', scope: 'own' }, 'wasted share (own)'],
    [{ efficiency: 1 }, 'efficiency'],
    [{ growth: { percent: 1 } }, 'total'],
    [{ growth: { percent: 1, of: 'wasted' }, scope: 'own' }, 'wasted (own)'],
    [{ path: 'a/**', total: 1 }, 'bytes of a/**'],
    [{ path: 'a/**', files: 1 }, 'paths of a/**'],
    [{ path: 'a/**', forbidden: true, in: 'any-layer' }, 'paths of a/** in any layer'],
    [{ path: 'a', total: 1, in: 'any-layer', scope: 'own' }, 'bytes of a in any layer (own)'],
  ])('calls what %j measures %j', (written, key) => {
    expect(measureKey(readBudget(written, null))).toBe(key);
  });
});
