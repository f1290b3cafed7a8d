import { describe, expect, it } from 'vitest';
import type { FoldedTree } from '../../../src/core/tree/folded-tree.ts';
import { type DiffImagesOptions, diffImages } from '../../../src/inspect/diff/images.ts';
import { fixture } from '../../support/fixtures.ts';
import { imagePair } from '../../support/image-pair.ts';

const NAMES = ['kitchen', 'overwrites', 'links', 'opaque', 'names', 'committed'];
const archive = (name: string) => fixture(`archives/tiny/${name}/docker20-save.tar`);

async function folded(before: string, after: string, options: DiffImagesOptions = {}) {
  const trees: FoldedTree[] = [];
  const report = await diffImages(before, after, { ...options, onTree: (tree) => trees.push(tree) });
  return { report, trees };
}

describe('the differences as a tree', () => {
  it('add up to the change of the visible bytes, for every pair', async () => {
    for (const before of NAMES) {
      for (const after of NAMES) {
        const { report, trees } = await folded(archive(before), archive(after));
        const [tree] = trees;
        expect(trees).toHaveLength(1);
        expect([before, after, tree!.bytes[0]! - tree!.hidden[0]!]).toEqual([
          before,
          after,
          report.totals['visibleBytes']!.delta,
        ]);
        const { states } = report.paths!;
        const files = Object.entries(states).map(([state, tally]) =>
          state === 'unchanged' ? 0 : tally.files,
        );
        expect(tree!.files[0]).toBe(files.reduce((sum, count) => sum + count, 0));
      }
    }
  });

  it('are all there, whatever the ranked lists are cut to, and marked by what became of each', async () => {
    const file = (name: string, body: string) => ({ name, body });
    const [before, after] = imagePair(
      { layers: [[file('gone', 'x'.repeat(9)), file('grown', 'x'), file('same', 'x')]] },
      { layers: [[file('new', 'y'.repeat(7)), file('grown', 'xyz'), file('same', 'x')]] },
    );
    const { trees } = await folded(before, after, { top: 1 });
    const [tree] = trees;
    const rows = tree!.names.map((name, node) => [
      name,
      tree!.states[node],
      tree!.bytes[node],
      tree!.hidden[node],
    ]);
    expect(rows.slice(1).sort()).toEqual([
      ['gone', 'D', 0, 9],
      ['grown', 'M', 2, 0],
      ['new', 'A', 7, 0],
    ]);
  });
});
