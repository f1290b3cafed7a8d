import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listFinalTree, measureFinalTree } from '../../src/image/final-tree.ts';
import { CAUSES } from '../../src/image/hidden-bodies.ts';
import { layerEffects } from '../../src/image/layer-facts.ts';
import type { Stack } from '../../src/image/stack.ts';
import { stackOf } from '../support/layers.ts';
import type { TarEntry } from '../support/tar.ts';
import { type ModelEntry, type ModelWaste, UnionModel } from '../support/union-model.ts';

/** Few names, so that layers meet at the same paths and files stand where directories stood. */
const name = fc.constantFrom('a', 'b', 'c', 'd');
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const file = fc.record({ kind: fc.constant('file' as const), path, bytes: fc.integer({ min: 0, max: 9 }) });
const other = fc.record({ kind: fc.constantFrom('directory' as const, 'symlink' as const), path });
const link = fc.record({ kind: fc.constant('hardlink' as const), path, target: path });
const marker = fc.record({ kind: fc.constantFrom('whiteout' as const, 'opaque' as const), path });
const rootOpaque = fc.constant<ModelEntry>({ kind: 'opaque', path: '' });
const entry: fc.Arbitrary<ModelEntry> = fc.oneof(
  { weight: 6, arbitrary: file },
  { weight: 3, arbitrary: other },
  { weight: 3, arbitrary: link },
  { weight: 4, arbitrary: marker },
  { weight: 1, arbitrary: rootOpaque },
);
const layers = fc.array(fc.array(entry, { maxLength: 12 }), { minLength: 1, maxLength: 6 });

const TYPES = { file: '0', hardlink: '1', symlink: '2', directory: '5' } as const;

function tarEntry(entry: ModelEntry): TarEntry {
  const cut = entry.path.lastIndexOf('/') + 1;
  switch (entry.kind) {
    case 'whiteout':
      return { name: `${entry.path.slice(0, cut)}.wh.${entry.path.slice(cut)}` };
    case 'opaque':
      return { name: entry.path === '' ? '.wh..wh..opq' : `${entry.path}/.wh..wh..opq` };
    case 'file':
      return { name: entry.path, body: 'x'.repeat(entry.bytes) };
    case 'hardlink':
      return { name: entry.path, type: TYPES.hardlink, link: entry.target };
    default:
      return { name: entry.path, type: TYPES[entry.kind], link: 'anywhere' };
  }
}

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

function modelOf(stacked: readonly (readonly ModelEntry[])[]): UnionModel {
  const model = new UnionModel();
  for (const layer of stacked) model.apply(layer);
  return model;
}

describe('any stack of layers', () => {
  const runs = { numRuns: 2000 };

  it('shows the tree that the specification says', () => {
    fc.assert(
      fc.property(layers, (stacked) => {
        const model = modelOf(stacked);
        const shown = listFinalTree(stackOf(stacked.map((layer) => layer.map(tarEntry))));
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
      fc.property(layers, (stacked) => {
        const stack = stackOf(stacked.map((layer) => layer.map(tarEntry)));
        expect(byText(wasteOf(stack))).toEqual(byText(modelOf(stacked).waste));
      }),
      runs,
    );
  });

  it('balances: stored is visible plus hidden, in all and layer by layer', () => {
    fc.assert(
      fc.property(layers, (stacked) => {
        const model = modelOf(stacked);
        const stack = stackOf(stacked.map((layer) => layer.map(tarEntry)));
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
