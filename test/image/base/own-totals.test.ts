import { describe, expect, it } from 'vitest';
import { ownTotals } from '../../../src/image/base/own-totals.ts';
import { layerEffects } from '../../../src/image/layer-facts.ts';
import type { LayerReport } from '../../../src/image/report.ts';
import { wasteMatrix } from '../../../src/image/waste/waste-matrix.ts';
import { layersOf } from '../../support/layer-notation.ts';
import { comparedStackOf } from '../../support/layers.ts';

/** Totals above a base of so many layers; every layer counts its number times 100 of tar and times 10 of blob. */
function totalsAbove(base: number, notation: string): ReturnType<typeof ownTotals> {
  const { stack } = comparedStackOf(layersOf(notation));
  const layers = layerEffects(stack).map((effects, n) => ({
    ...effects,
    entries: stack.entries.layers[n]!.count,
    fileBytes: stack.entries.layers[n]!.fileBytes,
    tarBytes: 100 * (n + 1),
    blobBytes: 10 * (n + 1),
  }));
  return ownTotals(layers as unknown as readonly LayerReport[], wasteMatrix(stack), base);
}

describe('what lies above a base', () => {
  const image = 'a:1 b:2 / -a c:4 d:8 / -b c:16 d:8 e:32 e:64';

  it('is what its layers store, what of that is seen and what is hidden, and why', () => {
    expect(totalsAbove(1, image)).toEqual({
      layers: 2,
      entries: 8,
      fileBytes: 132,
      tarBytes: 500,
      blobBytes: 50,
      visibleBytes: 88,
      wastedBytes: 44,
      deleted: 0,
      overwritten: 12,
      identical: 8,
      opaque: 0,
      duplicateNames: 32,
      hidesBaseBytes: 3,
      efficiency: 88 / 132,
    });
  });

  it.each([
    [0, 0],
    [1, 3],
    [2, 14],
    [3, 0],
  ])('hides bytes of the base only by its own layers: above %d layers %d bytes', (base, bytes) => {
    expect(totalsAbove(base, image).hidesBaseBytes).toBe(bytes);
  });

  it('has nothing to hide where it stores nothing', () => {
    expect(totalsAbove(1, 'a:1 / -a')).toMatchObject({ fileBytes: 0, efficiency: 1, hidesBaseBytes: 1 });
    expect(totalsAbove(1, 'a:1')).toMatchObject({ layers: 0, entries: 0, tarBytes: 0, efficiency: 1 });
  });
});
