import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldTree } from '../../../src/core/tree/fold-tree.ts';
import type { FoldedTree } from '../../../src/core/tree/folded-tree.ts';
import { type PathNode, treeOfPaths } from '../../../src/core/tree/path-tree.ts';

const WIDE = { nodes: 1e6, nameBytes: 1e9 };
const name = fc.constantFrom('a', 'b', 'c', 'dir', 'é', '名');
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const file: fc.Arbitrary<PathNode> = fc.record({
  kind: fc.constant('f' as const),
  bytes: fc.nat(1000),
  hidden: fc.nat(50),
  files: fc.constant(1),
  layer: fc.integer({ min: -1, max: 3 }),
  state: fc.constantFrom('A', 'M', ' '),
});
/** Files only at paths that are no directory of another file. */
const files = fc
  .uniqueArray(fc.tuple(path, file), { selector: ([at]) => at, maxLength: 40 })
  .map((all) => all.filter(([at]) => !all.some(([other]) => other.startsWith(`${at}/`))));

function childrenOf(tree: FoldedTree, node: number): readonly number[] {
  return tree.parents.flatMap((parent, child) => (parent === node ? [child] : []));
}

describe('a folded tree', () => {
  it('has the sums of the whole, at every limit', () => {
    fc.assert(
      fc.property(files, fc.integer({ min: 1, max: 30 }), (all, nodes) => {
        const tree = foldTree(treeOfPaths(all), { nodes, nameBytes: 1e9 });
        expect(tree.bytes[0]).toBe(all.reduce((sum, [, { bytes }]) => sum + bytes, 0));
        expect(tree.hidden[0]).toBe(all.reduce((sum, [, { hidden }]) => sum + hidden, 0));
        expect(tree.files[0]).toBe(all.length);
        for (let node = 0; node < tree.parents.length; node++) {
          const children = childrenOf(tree, node);
          if (children.length === 0) continue;
          for (const column of [tree.bytes, tree.hidden, tree.files])
            expect(children.reduce((sum, child) => sum + column[child]!, 0)).toBe(column[node]);
        }
      }),
    );
  });

  it('keeps to its limit, a node of small siblings in a directory not counted', () => {
    fc.assert(
      fc.property(files, fc.integer({ min: 1, max: 30 }), (all, nodes) => {
        const tree = foldTree(treeOfPaths(all), { nodes, nameBytes: 1e9 });
        const together = Object.keys(tree.together).length;
        expect(tree.parents.length - together).toBeLessThanOrEqual(2 * nodes);
        for (const [node, siblings] of Object.entries(tree.together)) {
          expect(tree.kinds[Number(node)]).toBe('+');
          expect(siblings).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('keeps the largest: nothing that is shown alone is smaller than what stands together', () => {
    const sizes = Array.from({ length: 50 }, (_, n) => (n * 37) % 101);
    const tree = foldTree(
      treeOfPaths(
        sizes.map((bytes, n) => [`f${n}`, { kind: 'f', bytes, hidden: 0, files: 1, layer: 0, state: 'A' }]),
      ),
      { nodes: 11, nameBytes: 1e9 },
    );
    const shown = tree.bytes.filter((_, node) => tree.kinds[node] === 'f');
    expect(shown).toEqual([...sizes].sort((a, b) => b - a).slice(0, 10));
    expect(tree.together[tree.kinds.indexOf('+')]).toBe(40);
  });

  it('has every path when there is room, parents before children', () => {
    fc.assert(
      fc.property(files, (all) => {
        const tree = foldTree(treeOfPaths(all), WIDE);
        expect(tree.together).toEqual({});
        expect(tree.parents.every((parent, node) => parent < node)).toBe(true);
        const paths = tree.parents.map((_, node) => {
          const names: string[] = [];
          for (let at = node; at > 0; at = tree.parents[at]!) names.unshift(tree.names[at]!);
          return names.join('/');
        });
        expect(paths).toEqual(expect.arrayContaining(all.map(([at]) => at)));
        expect(tree.paths).toBe(tree.parents.length - 1);
      }),
    );
  });

  it('says which layer and which state have most of the bytes', () => {
    const at = (layer: number, state: string, bytes: number): PathNode => ({
      kind: 'f',
      bytes,
      hidden: 0,
      files: 1,
      layer,
      state,
    });
    const tree = foldTree(
      treeOfPaths([
        ['d/x', at(1, 'A', 10)],
        ['d/y', at(2, 'M', 6)],
        ['d/z', at(2, 'M', 5)],
      ]),
      WIDE,
    );
    const directory = tree.kinds.indexOf('d', 1);
    expect([tree.layers[directory], tree.states[directory]]).toEqual([2, 'M']);
  });

  it('folds more when names are long', () => {
    const long = 'n'.repeat(200);
    const all = Array.from({ length: 100 }, (_, n): [string, PathNode] => [
      `${long}${n}`,
      { kind: 'f', bytes: 100 + n, hidden: 0, files: 1, layer: 0, state: 'A' },
    ]);
    const tree = foldTree(treeOfPaths(all), { nodes: 1000, nameBytes: 4000 });
    expect(tree.names.join('').length).toBeLessThanOrEqual(4000);
    expect(tree.bytes[0]).toBe(all.reduce((sum, [, { bytes }]) => sum + bytes, 0));
  });
});
