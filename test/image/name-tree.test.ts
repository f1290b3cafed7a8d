import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NameTree, ROOT } from '../../src/image/index/name-tree.ts';

function intern(tree: NameTree, path: string): number {
  const name = Buffer.from(path);
  return tree.internPath(name, 0, name.length);
}

/** The path as the tree sees it: without empty components and dots. */
function clean(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

describe('the name tree', () => {
  it.each([
    ['usr/bin/env', 'usr/bin/env'],
    ['/usr//bin/./env/', 'usr/bin/env'],
    ['./', '.'],
    ['', '.'],
    ['..', '.'],
    ['a/../b', 'b'],
    ['../../a/../../b/..', '.'],
  ])('knows %j as %j', (path, text) => {
    const tree = new NameTree();
    expect(tree.pathText(intern(tree, path))).toBe(text);
  });

  it('gives names that are not UTF-8 as \\xNN, and their exact bytes', () => {
    const tree = new NameTree();
    const name = Uint8Array.of(0x64, 0x2f, 0xe9, 0x21);
    const node = tree.internPath(name, 0, 4);
    expect(tree.pathText(node)).toBe('d/\\xe9!');
    expect([...tree.pathBytes(node)]).toEqual([...name]);
    expect([...tree.nameBytes(node)]).toEqual([0xe9, 0x21]);
  });

  it('has one number for each path, in whatever order directories are met and left', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'ab', '.', '', 'lib', 'node_modules');
    const path = fc.array(name, { minLength: 1, maxLength: 5 }).map((names) => names.join('/'));
    fc.assert(
      fc.property(fc.array(path, { maxLength: 200 }), (paths) => {
        const tree = new NameTree();
        const known = new Map<string, number>([['', ROOT]]);
        for (const each of paths) {
          const node = intern(tree, each);
          expect(node).toBe(known.get(clean(each)) ?? node);
          expect(tree.pathText(node)).toBe(clean(each) || '.');
          known.set(clean(each), node);
        }
        expect(new Set(known.values()).size).toBe(known.size);
      }),
    );
  });

  it('keeps many names of one directory apart, met in a row and met again', () => {
    const tree = new NameTree();
    const paths = Array.from({ length: 20_000 }, (_, i) => `srv/app/file-${i}.js`);
    const nodes = paths.map((path) => intern(tree, path));
    intern(tree, 'elsewhere/file');
    expect(new Set(nodes).size).toBe(paths.length);
    expect(paths.map((path) => intern(tree, path))).toEqual(nodes);
    expect(nodes.map((node) => tree.pathText(node))).toEqual(paths);
    expect(tree.size).toBe(paths.length + 5);
  });

  it('finds a name of a row again at once', () => {
    const tree = new NameTree();
    const nodes = ['d/a', 'd/b', 'd/a', 'd/b'].map((path) => intern(tree, path));
    expect(nodes).toEqual([nodes[0], nodes[1], nodes[0], nodes[1]]);
  });
});
