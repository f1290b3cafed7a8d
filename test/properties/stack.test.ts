import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listFinalTree, measureFinalTree } from '../../src/image/final-tree.ts';
import { CAUSES } from '../../src/image/hidden-bodies.ts';
import { layerEffects } from '../../src/image/layer-facts.ts';
import type { Stack } from '../../src/image/stack.ts';
import { modelOf, randomLayers, stackOfModel } from '../support/random-layers.ts';
import type { ModelWaste } from '../support/union-model.ts';

function wasteOf({ hidden, entries }: Stack): readonly ModelWaste[] {
  return Array.from({ length: hidden.count }, (_, i) => ({
    storedIn: entries.layerOf(hidden.body[i]!),
    hiddenBy: hidden.hiddenBy[i]!,
    cause: CAUSES[hidden.cause[i]!]!,
    bytes: entries.size(hidden.body[i]!),
  }));
}

const byText = (list: readonly object[]): readonly string[] =>
  list.map((item) => JSON.stringify(item)).sort();

describe('any stack of layers', () => {
  const runs = { numRuns: 2000 };

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
        expect(effects.reduce((sum, { wastedBytes }) => sum + wastedBytes, 0)).toBe(hidden);
        for (const { added, modified, identical, wastedBytes, visibleBytes } of effects) {
          expect(wastedBytes + visibleBytes).toBe(added.bytes + modified.bytes + identical.bytes);
        }
      }),
      runs,
    );
  });
});
