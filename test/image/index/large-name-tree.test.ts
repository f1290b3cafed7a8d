import { describe, expect, it } from 'vitest';
import { NameTree } from '../../../src/image/index/name-tree.ts';

function intern(tree: NameTree, path: string): number {
  const name = Buffer.from(path);
  return tree.internPath(name, 0, name.length);
}

describe('the limits of a name tree', () => {
  const limit = { code: 'limit', message: 'its paths are longer or deeper than those of any file system' };
  const deep = Buffer.from('a/'.repeat(20_000));

  it('stop a path of thousands of directories: its parents’ paths add up', () => {
    expect(() => new NameTree().internPath(deep, 0, deep.length)).toThrow(expect.objectContaining(limit));
  });

  it('allow for one where as many paths are there', () => {
    const tree = new NameTree();
    tree.expectPaths(1 << 20);
    tree.internPath(deep, 0, deep.length);
    expect(tree.size).toBe(20_001);
  });

  it('allow names of some 64 MB, one more name stops', () => {
    const tree = new NameTree();
    const name = Buffer.alloc((64 << 20) + 512, 'x');
    tree.internPath(name, 0, name.length);
    expect(() => intern(tree, 'y'.repeat(2000))).toThrow(expect.objectContaining(limit));
    tree.expectPaths(4);
    intern(tree, 'y'.repeat(2000));
  });

  it('do not count the room that is reserved', () => {
    const tree = new NameTree();
    tree.reserve(5 << 20);
    expect(tree.size).toBe(1);
    intern(tree, 'a');
    expect(tree.size).toBe(2);
  });
});

describe('a directory with hundreds of thousands of names', () => {
  it('keeps names apart whose hashes are the same, as those of some always are', () => {
    const tree = new NameTree();
    // Of so many names that look like hashes, a dozen or so share the 32 bits by which they are looked up.
    const hash = (i: number): string => (Math.imul(i, 0x9e3779b1) >>> 0).toString(16);
    const paths = Array.from({ length: 300_000 }, (_, i) => `d/chunk.${hash(i)}.js`);
    const nodes = paths.map((path) => intern(tree, path));
    expect(new Set(nodes).size).toBe(paths.length);
    intern(tree, 'e/f');
    expect(paths.every((path, i) => intern(tree, path) === nodes[i])).toBe(true);
    expect(nodes.every((node, i) => tree.pathText(node) === paths[i])).toBe(true);
  });
});
