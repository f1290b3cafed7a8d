import { describe, expect, it } from 'vitest';
import { EntryTable } from '../../../src/image/stack/entry-table.ts';
import { layersOf } from '../../support/layer-notation.ts';
import { indexLayers } from '../../support/layers.ts';

const table = new EntryTable(indexLayers(layersOf('a:1 b:2 /  / c:3 / d:4 e:5 f:6 /  / g:7')));
/** Layer of each entry. */
const layers = [0, 0, 2, 3, 3, 3, 5];

describe('the entries of all layers', () => {
  it('are numbered through from the base', () => {
    expect(table.count).toBe(7);
    expect(table.firstOf).toEqual([0, 2, 2, 3, 6, 6, 7]);
  });

  it('are found in their layers, in any order', () => {
    for (const before of layers.keys())
      for (const [entry, layer] of layers.entries()) {
        table.layerOf(before);
        expect(table.layerOf(entry), `${entry} after ${before}`).toBe(layer);
      }
  });

  it('have the place that their layer gives them', () => {
    for (const [entry, layer] of layers.entries()) {
      expect(table.locate(entry)).toEqual({ index: table.layers[layer], at: entry - table.firstOf[layer]! });
      expect(table.size(entry)).toBe(entry + 1);
    }
  });

  it('are none where no layer has any', () => {
    expect(new EntryTable([]).count).toBe(0);
    expect(new EntryTable(indexLayers([[], []])).count).toBe(0);
  });
});

describe('an entry', () => {
  it('has the kind, mode and time of its header', () => {
    const entries = new EntryTable(
      indexLayers([[{ name: 'x' }], [{ name: 'd/', type: '5', mode: 0o750, mtime: 9 }]]),
    );
    expect([entries.kind(1), entries.mode(1), entries.mtime(1)]).toEqual([1, 0o750, 9]);
    expect([entries.kind(0), entries.mode(0), entries.mtime(0)]).toEqual([0, 0o644, 1_700_000_000]);
  });
});
