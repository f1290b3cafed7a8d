import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FilesAndBytes } from '../../src/core/bytes.ts';
import type { ComparisonOutcome } from '../../src/image/bodies/compare-rewrites.ts';
import { layerEffects } from '../../src/image/layer-facts.ts';
import { measureFinalTree } from '../../src/image/stack/final-tree.ts';
import { CAUSES, isIdentical } from '../../src/image/stack/hidden-bodies.ts';
import { listFinalTree } from '../../src/image/stack/list-final-tree.ts';
import type { Stack } from '../../src/image/stack/stack.ts';
import { describeWaste } from '../../src/image/waste/waste-report.ts';
import { modelOf, randomLayers, stackOfModel } from '../support/random-layers.ts';
import type { ModelWaste, Occasion } from '../support/union-model.ts';

function wasteOf({ hidden, entries }: Stack): readonly ModelWaste[] {
  return Array.from({ length: hidden.count }, (_, i) => ({
    storedIn: entries.layerOf(hidden.body[i]!),
    hiddenBy: hidden.hiddenBy[i]!,
    cause: CAUSES[hidden.cause[i]!]!,
    bytes: entries.size(hidden.body[i]!),
    identical: isIdentical(hidden.comparison[i]!),
  }));
}

const sumOf = (list: readonly { readonly bytes: number }[]): number =>
  list.reduce((sum, { bytes }) => sum + bytes, 0);
const NOTHING: Readonly<FilesAndBytes> = { files: 0, bytes: 0 };
const NOTHING_COMPARED: ComparisonOutcome = {
  limit: 0,
  comparedBytes: 0,
  exact: NOTHING,
  sampled: NOTHING,
  unknown: NOTHING,
  sparseFiles: 0,
};

const byText = (list: readonly object[]): readonly string[] =>
  list.map((item) => JSON.stringify(item)).sort();

describe('any stack of layers', () => {
  const runs = { numRuns: 1000 };

  it('is any stack: whatever layers can do to each other happens in some of them', () => {
    const met = new Map<Occasion, number>();
    for (const stacked of fc.sample(randomLayers, { numRuns: 2000, seed: 1 }))
      for (const occasion of modelOf(stacked).met) met.set(occasion, (met.get(occasion) ?? 0) + 1);
    expect(met.size).toBe(12);
    for (const times of met.values()) expect(times).toBeGreaterThan(50);
  });

  it('shows the tree that the specification says', () => {
    fc.assert(
      fc.property(randomLayers, (stacked) => {
        const model = modelOf(stacked);
        const shown = listFinalTree(stackOfModel(stacked));
        const kindOf = (type: string): string => (type === 'hardlink' ? 'file' : type);
        expect(shown.map(({ path, type }) => `${path} ${kindOf(type)}`).sort()).toEqual(
          [...model.tree].map(([path, { kind }]) => `${path} ${kindOf(kind)}`).sort(),
        );
      }),
      runs,
    );
  });

  it('hides the bodies that the specification says, by the same layers and for the same reasons', () => {
    fc.assert(
      fc.property(randomLayers, (stacked) => {
        const stack = stackOfModel(stacked);
        expect(byText(wasteOf(stack))).toEqual(byText(modelOf(stacked).waste));
      }),
      runs,
    );
  });

  it('balances: stored is visible plus hidden, in all and layer by layer', () => {
    fc.assert(
      fc.property(randomLayers, (stacked) => {
        const model = modelOf(stacked);
        const stack = stackOfModel(stacked);
        const visible = measureFinalTree(stack, 1).bytes;
        const hidden = wasteOf(stack).reduce((sum, { bytes }) => sum + bytes, 0);
        expect(visible).toBe(model.visibleBytes);
        expect(visible + hidden).toBe(model.storedBytes);
        const effects = layerEffects(stack);
        const { matrix, identical } = describeWaste(stack, NOTHING_COMPARED, 0);
        expect(identical).toBe(sumOf(model.waste.filter((event) => event.identical)));
        expect(sumOf(matrix)).toBe(hidden);
        for (const [n, { wastedBytes, hidesBytes }] of effects.entries()) {
          expect(sumOf(matrix.filter(({ storedIn }) => storedIn === n))).toBe(wastedBytes);
          const others = matrix.filter(({ storedIn, hiddenBy }) => hiddenBy === n && storedIn !== n);
          expect(sumOf(others)).toBe(hidesBytes);
        }
        expect(effects.reduce((sum, { wastedBytes }) => sum + wastedBytes, 0)).toBe(hidden);
        for (const { added, modified, identical, wastedBytes, visibleBytes } of effects) {
          expect(wastedBytes + visibleBytes).toBe(added.bytes + modified.bytes + identical.bytes);
        }
      }),
      runs,
    );
  });
});
