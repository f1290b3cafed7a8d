import { describe, expect, it } from 'vitest';
import type { FoldedTree } from '../../../src/core/tree/folded-tree.ts';
import { inspectImage } from '../../../src/inspect/image.ts';
import { fixture } from '../../support/fixtures.ts';
import { imagePair } from '../../support/image-pair.ts';

async function foldedAndReport(file: string) {
  let tree: FoldedTree | undefined;
  const report = await inspectImage(file, {
    list: true,
    onTree: (folded) => {
      tree = folded;
    },
  });
  return { report, tree: tree! };
}

describe('the folded tree of an image', () => {
  for (const name of ['kitchen', 'overwrites', 'links', 'opaque', 'names']) {
    it(`has the totals of the report, and each path as the entries have it: ${name}`, async () => {
      const { report, tree } = await foldedAndReport(fixture(`archives/tiny/${name}/docker20-save.tar`));
      expect(tree.bytes[0]).toBe(report.totals.visibleBytes);
      expect(tree.hidden[0]).toBe(report.waste.bytes);
      expect(tree.files[0]).toBe(report.totals.visibleFiles);
      const paths = pathsOf(tree);
      for (const { path, type, bytes, layer } of report.entries!) {
        const node = paths.indexOf(path);
        expect(node, path).toBeGreaterThan(0);
        if (type === 'file')
          expect([path, tree.bytes[node], tree.layers[node]]).toEqual([path, bytes, layer]);
      }
    });
  }

  it('marks what is added, replaced, stored again and gone', async () => {
    const file = (name: string, body: string) => ({ name, body });
    const [archive] = imagePair(
      {
        layers: [
          [file('same', 'x'), file('other', 'x'), file('gone', 'xyz')],
          [file('same', 'x'), file('other', 'y'), file('.wh.gone', ''), file('new', 'z')],
        ],
      },
      { layers: [] },
    );
    const { tree } = await foldedAndReport(archive);
    const states = Object.fromEntries(pathsOf(tree).map((path, node) => [path, tree.states[node]]));
    expect(states).toMatchObject({ same: 'I', other: 'M', gone: 'D', new: 'A' });
    const gone = pathsOf(tree).indexOf('gone');
    expect([tree.bytes[gone], tree.hidden[gone], tree.layers[gone]]).toEqual([0, 3, 0]);
  });
});

function pathsOf({ parents, names }: FoldedTree): readonly string[] {
  const paths: string[] = [];
  parents.forEach((parent, node) => {
    paths.push(parent <= 0 ? names[node]! : `${paths[parent]}/${names[node]}`);
  });
  return paths;
}
