import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NameTree, NONE, ROOT } from '../../../src/image/index/name-tree.ts';
import { impliedBy, implyingLayer, UnionTree } from '../../../src/image/stack/union-tree.ts';

/** Every path of three names in three levels. */
const names = new NameTree();
const nodes = ['a', 'b', 'c'].flatMap((x) =>
  [x, ...['a', 'b', 'c'].flatMap((y) => [`${x}/${y}`, `${x}/${y}/a`, `${x}/${y}/b`])].map((path) => {
    const bytes = Buffer.from(path);
    return names.internPath(bytes, 0, bytes.length);
  }),
);

function childrenOf(union: UnionTree, node: number): readonly number[] {
  const children: number[] = [];
  for (let child = union.firstChild(node); child !== NONE; child = union.nextSibling(child)) {
    children.push(child);
    if (children.length > names.size) throw new Error('The list of children has no end.');
  }
  return children.sort((a, b) => a - b);
}

describe('the union of layers', () => {
  it('has nothing but the root at first, which the lowest layer implies', () => {
    const union = new UnionTree(names);
    expect([...union.owner].filter((owner) => owner !== NONE)).toEqual([impliedBy(0)]);
    expect(union.isVisible(ROOT)).toBe(true);
    expect(childrenOf(union, ROOT)).toEqual([]);
  });

  it('says which layer implied a directory by an owner that is no entry', () => {
    for (const layer of [0, 1, 126]) {
      expect(impliedBy(layer)).toBeLessThan(NONE);
      expect(implyingLayer(impliedBy(layer))).toBe(layer);
    }
  });

  it('is the same as a map of nodes, whatever comes and goes', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...nodes), { maxLength: 80 }), (steps) => {
        const union = new UnionTree(names);
        const model = new Map<number, number>([[ROOT, impliedBy(0)]]);
        for (const [entry, node] of steps.entries()) {
          if (model.has(node)) removeBoth(union, model, node);
          else if (model.has(names.parent(node))) {
            union.show(node, entry);
            model.set(node, entry);
          }
          expectSame(union, model);
        }
      }),
    );
  });
});

/** What is told to be gone is what was there at the node and below it, parents first, and not there any more. */
function removeBoth(union: UnionTree, model: Map<number, number>, top: number): void {
  const told: number[] = [];
  union.remove(top, (node, owner) => {
    expect(owner).toBe(model.get(node));
    expect(union.isVisible(node)).toBe(false);
    expect(told.length === 0 ? node === top : told.includes(names.parent(node))).toBe(true);
    told.push(node);
  });
  const isBelow = (node: number): boolean => node === top || (node !== ROOT && isBelow(names.parent(node)));
  const gone = [...model.keys()].filter(isBelow);
  expect(told.sort((a, b) => a - b)).toEqual(gone.sort((a, b) => a - b));
  for (const node of gone) model.delete(node);
}

function expectSame(union: UnionTree, model: ReadonlyMap<number, number>): void {
  for (let node = 0; node < names.size; node++) {
    expect(union.isVisible(node)).toBe(model.has(node));
    expect(union.owner[node]).toBe(model.get(node) ?? NONE);
    const children = [...model.keys()].filter((child) => child !== ROOT && names.parent(child) === node);
    if (model.has(node)) expect(childrenOf(union, node)).toEqual(children.sort((a, b) => a - b));
  }
}
