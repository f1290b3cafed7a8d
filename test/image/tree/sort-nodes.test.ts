import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NameTree, ROOT } from '../../../src/image/index/name-tree.ts';
import { sortByName, sortByValue } from '../../../src/image/tree/sort-nodes.ts';

/** Few letters and a NUL, so that names share beginnings, and some begin others. */
const name = fc
  .array(fc.constantFrom(0, 0x61, 0x62, 0xc3), { minLength: 1, maxLength: 14 })
  .map((bytes) => Uint8Array.from(bytes));
const names = fc.array(name, { minLength: 0, maxLength: 400 });

describe('sorting nodes', () => {
  it('gives the order of a plain sort by name, however many there are', () => {
    fc.assert(
      fc.property(names, (list) => {
        const { tree, nodes } = siblings(list);
        const expected = [...nodes].sort((a, b) => Buffer.compare(tree.nameBytes(a), tree.nameBytes(b)));
        expect([...sortByName(tree, nodes)]).toEqual(expected);
      }),
    );
  });

  it('gives the order of a plain sort by value, then by name, for values of any size', () => {
    const values = fc.array(
      fc.oneof(fc.nat(3), fc.nat(2 ** 31), fc.constant(2 ** 32), fc.constant(2 ** 52)),
      {
        minLength: 400,
        maxLength: 400,
      },
    );
    fc.assert(
      fc.property(names, values, fc.boolean(), (list, numbers, isSmall) => {
        const { tree, nodes } = siblings(list);
        const value = (node: number): number => (isSmall ? numbers[node % 400]! % 4 : numbers[node % 400]!);
        const expected = [...nodes].sort(
          (a, b) => value(b) - value(a) || Buffer.compare(tree.nameBytes(a), tree.nameBytes(b)),
        );
        expect([...sortByValue(tree, nodes, value)]).toEqual(expected);
      }),
    );
  });
});

function siblings(list: readonly Uint8Array[]): { readonly tree: NameTree; readonly nodes: Int32Array } {
  const tree = new NameTree();
  const nodes = new Set(list.map((bytes) => tree.intern(ROOT, bytes, 0, bytes.length)));
  return { tree, nodes: Int32Array.from(nodes) };
}
