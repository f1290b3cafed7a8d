import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../src/core/verdict.ts';
import { renderHull } from '../../../src/report/image/hull.ts';
import { renderStyle } from '../../../src/report/options.ts';
import { textColumns } from '../../../src/report/text/columns.ts';
import { verdict } from '../../support/check-report.ts';
import { imageReport, layerReport } from '../../support/image-report.ts';

function hull(sizes: readonly number[], verdicts: readonly Verdict[], width = 60, base = 0): string {
  const layers = sizes.map((fileBytes, index) => layerReport({ index, fileBytes, blobBytes: fileBytes / 2 }));
  const report = imageReport({ layers, verdicts, base: { ...imageReport().base, layers: base } });
  return renderHull(report, renderStyle({ width }));
}

const total = (limit: number, parts: Partial<Verdict> = {}): Verdict =>
  verdict({ budget: 'total', unit: 'bytes', limit, status: 'pass', scope: 'all', ...parts });

describe('the layers against the line', () => {
  it('take turns in shade, leave room below the limit, and the mark stands at it', () => {
    expect(hull([4000, 0, 2000, 2000], [total(10_000)])).toBe(
      '  All layers  ████████████▓▓▓▓▓▓▓██████░░░░░⊖  8 kB of 10 kB',
    );
  });

  it('go on beyond the mark when the limit is broken', () => {
    expect(hull([4000, 6000], [total(5000, { status: 'fail' })])).toBe(
      '  All layers  ████████████▓▓▓⊖▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓  10 kB of 5 kB',
    );
  });

  it('are one line for each budget of a sum, and none for others', () => {
    const own = total(1000, { scope: 'own' });
    const stored = total(9000, { budget: 'compressed' });
    const lines = hull([4000, 2000], [total(9000), own, stored, total(9, { budget: 'layer' })], 80, 1).split(
      '\n',
    );
    expect(lines.map((line) => line.trim().split('  ')[0])).toEqual([
      'All layers',
      'Own layers',
      'All layers as stored',
    ]);
    expect(lines.map((line) => line.split('  ').at(-1)!.trim())).toEqual([
      '6 kB of 9 kB',
      '2 kB of 1 kB',
      '3 kB of 9 kB',
    ]);
  });

  it('are left out without a budget, and where there is no room', () => {
    expect(hull([1], [])).toBe('');
    expect(hull([1], [total(5)], 30)).toBe('');
  });

  it('fill the width exactly and show one mark each, whatever the sizes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(1e9), { maxLength: 20 }),
        fc.nat(1e9),
        fc.integer({ min: 50, max: 200 }),
        (sizes, limit, width) => {
          const line = hull(sizes, [total(limit)], width);
          expect(textColumns(line)).toBe(width);
          expect(line.split('⊖')).toHaveLength(2);
        },
      ),
    );
  });
});
