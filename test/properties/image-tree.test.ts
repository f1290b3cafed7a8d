import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listFinalTree } from '../../src/image/stack/list-final-tree.ts';
import { findNode } from '../../src/image/tree/find-node.ts';
import { type ImageTree, imageTree } from '../../src/image/tree/image-tree.ts';
import { pathLife } from '../../src/image/tree/path-life.ts';
import { type TreeRow, treeRow } from '../../src/image/tree/tree-row.ts';
import { modelOf, randomLayers, stackOfModel } from '../support/random-layers.ts';
import type { UnionModel } from '../support/union-model.ts';

/** Every path but the root, walked as a user would. */
function rowsOf(tree: ImageTree): ReadonlyMap<string, TreeRow> {
  const rows = new Map<string, TreeRow>();
  const walk = (node: number, prefix: string): void => {
    for (const child of tree.children(node, 'name')) {
      const row = treeRow(tree, child);
      rows.set(prefix + row.name, row);
      walk(child, `${prefix}${row.name}/`);
    }
  };
  walk(0, '');
  return rows;
}

const kindOf = (type: string): string => (type === 'hardlink' ? 'file' : type);
const pathsOf = ({ tree }: UnionModel): readonly string[] =>
  [...tree].map(([path, { kind }]) => `${path} ${kindOf(kind)}`).sort();
const shownBy = (rows: ReadonlyMap<string, TreeRow>, ...states: readonly string[]): readonly string[] =>
  [...rows].filter(([, { state }]) => states.includes(state)).map(([path]) => path);

describe('the tree of any image', () => {
  const runs = { numRuns: 250 };

  it('shows after every layer what the specification says, with its bytes', () => {
    fc.assert(
      fc.property(randomLayers, (stacked) => {
        const stack = stackOfModel(stacked);
        for (let n = 0; n < stacked.length; n++) {
          const tree = imageTree(stack, { upTo: n });
          const model = modelOf(stacked.slice(0, n + 1));
          const there = [...rowsOf(tree)].filter(([, { state }]) => state !== 'removed');
          expect(there.map(([path, { type }]) => `${path} ${kindOf(type)}`).sort()).toEqual(pathsOf(model));
          expect(tree.totalBytes[0]).toBe(model.visibleBytes);
        }
      }),
      runs,
    );
  });

  it('marks what a layer adds and removes, and counts what it stores and hides', () => {
    fc.assert(
      fc.property(randomLayers, (stacked) => {
        const stack = stackOfModel(stacked);
        for (let n = 0; n < stacked.length; n++) {
          const [before, after] = [modelOf(stacked.slice(0, n)), modelOf(stacked.slice(0, n + 1))];
          const tree = imageTree(stack, { layer: n });
          const rows = rowsOf(tree);
          const gone = [...before.tree.keys()].filter((path) => !after.tree.has(path));
          const come = [...after.tree.keys()].filter((path) => !before.tree.has(path));
          expect([...shownBy(rows, 'removed')].sort()).toEqual(gone.sort());
          expect([...shownBy(rows, 'added')].sort()).toEqual(come.sort());
          const stored = [...new Set([...after.tree.values()].map(({ body }) => body))]
            .filter((body) => body?.layer === n)
            .reduce((sum, body) => sum + (body?.bytes ?? 0), 0);
          expect(tree.totalBytes[0]).toBe(stored);
          const hidden = after.waste.filter(({ hiddenBy }) => hiddenBy === n);
          expect(tree.hiddenBytes[0]).toBe(hidden.reduce((sum, { bytes }) => sum + bytes, 0));
        }
      }),
      runs,
    );
  });

  it('is in the end the tree that lists show, and with what is gone every path that ever was', () => {
    fc.assert(
      fc.property(randomLayers, (stacked) => {
        const stack = stackOfModel(stacked);
        const final = imageTree(stack, 'final');
        const listed = listFinalTree(stack);
        const shown = [...rowsOf(final)].map(([path, { node, type, layer, linkTarget }]) => {
          return { path, type, layer, linkTarget, bytes: type === 'file' ? final.bytes[node] : 0 };
        });
        expect(shown.sort((a, b) => (a.path < b.path ? -1 : 1))).toEqual(
          listed
            .map(({ path, type, layer, linkTarget, bytes }) => ({ path, type, layer, linkTarget, bytes }))
            .sort((a, b) => (a.path < b.path ? -1 : 1)),
        );
        const all = rowsOf(imageTree(stack, 'final', { gone: true }));
        const ever = new Set(stacked.flatMap((_, n) => [...modelOf(stacked.slice(0, n + 1)).tree.keys()]));
        for (const path of ever) expect(all.has(path)).toBe(true);
        expect(shownBy(all, 'unchanged').length).toBe(listed.length);
      }),
      runs,
    );
  });

  it('tells of every path a life that ends as the final tree has it, and whose removals hide what waste says', () => {
    fc.assert(
      fc.property(randomLayers, (stacked) => {
        const stack = stackOfModel(stacked);
        const tree = imageTree(stack, 'final', { gone: true });
        const model = modelOf(stacked);
        let hidden = 0;
        for (const [path, { node, state }] of rowsOf(tree)) {
          expect(findNode(tree, `/${path}/`)).toBe(node);
          const life = pathLife(stack, node);
          expect(life.at(-1)!.kind === 'removed').toBe(state === 'removed');
          expect(life.map(({ layer }) => layer)).toEqual(
            life.map(({ layer }) => layer).sort((a, b) => a - b),
          );
          for (let n = 0; n < stacked.length; n++) {
            const last = life.filter(({ layer }) => layer <= n).at(-1);
            const isThere = last !== undefined && last.kind !== 'removed';
            expect(isThere).toBe(modelOf(stacked.slice(0, n + 1)).tree.has(path));
          }
          hidden += life.reduce((sum, { hiddenBytes }) => sum + hiddenBytes, 0);
        }
        expect(hidden).toBe(model.waste.reduce((sum, { bytes }) => sum + bytes, 0));
      }),
      {
        numRuns: 150,
        examples: [
          // Whited out, linked to the same body again, and replaced, by one layer.
          [
            [
              [{ kind: 'file', path: 'b/b', bytes: 1, letter: 'x' }],
              [{ kind: 'hardlink', path: 'a', target: 'b/b' }],
              [
                { kind: 'whiteout', path: 'a' },
                { kind: 'hardlink', path: 'a', target: 'b/b' },
                { kind: 'hardlink', path: 'b/b', target: 'c/d/b' },
                { kind: 'file', path: 'a', bytes: 0, letter: 'x' },
              ],
            ],
          ],
          // Rewritten, and then replaced from above, by one layer.
          [
            [
              [{ kind: 'file', path: 'c/d/a', bytes: 1, letter: 'x' }],
              [
                { kind: 'hardlink', path: 'c/d/a', target: 'c/d/a' },
                { kind: 'file', path: 'c', bytes: 0, letter: 'x' },
              ],
            ],
          ],
        ],
      },
    );
  });
});
