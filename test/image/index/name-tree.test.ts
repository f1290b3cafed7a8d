import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NameTree, ROOT } from '../../../src/image/index/name-tree.ts';
import { lastName, withoutSlashes } from '../../../src/image/index/path-bytes.ts';

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

/** Few letters and a NUL, so that names share beginnings, and some begin others. */
const name = fc
  .array(fc.constantFrom(0, 0x61, 0x62, 0xc3), { minLength: 1, maxLength: 9 })
  .map((bytes) => Uint8Array.from(bytes));

/** Nodes of these names, at the end of longer ones, so that they lie anywhere in memory. */
function nodesOf(names: readonly Uint8Array[]): {
  readonly tree: NameTree;
  readonly nodes: readonly number[];
} {
  const tree = new NameTree();
  const parent = intern(tree, 'usr/share');
  return { tree, nodes: names.map((bytes) => tree.intern(parent, bytes, 0, bytes.length)) };
}

describe('the name of a node', () => {
  it('compares with another one as its bytes do', () => {
    fc.assert(
      fc.property(name, name, (a, b) => {
        // What follows in memory does not count.
        const { tree, nodes } = nodesOf([a, b, Uint8Array.of(0xff, 0xff, 0xff)]);
        const sign = Math.sign(tree.compareNames(nodes[0]!, nodes[1]!));
        expect(sign).toBe(Buffer.compare(a, b));
      }),
      { numRuns: 500 },
    );
  });

  it('has four bytes from anywhere as a number, zeros behind its end', () => {
    fc.assert(
      fc.property(name, fc.nat(10), (bytes, from) => {
        const { tree, nodes } = nodesOf([bytes, Uint8Array.of(0xff, 0xff)]);
        const word = Buffer.alloc(4);
        word.set(bytes.subarray(from, from + 4));
        expect(tree.nameWord(nodes[0]!, from)).toBe(word.readUInt32BE());
      }),
    );
  });

  it('is the same as others up to where the first of them differs or ends', () => {
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 6 }), fc.nat(4), (names, from) => {
        const { tree, nodes } = nodesOf(names);
        const isSame = (at: number): boolean =>
          names.every((each) => at < each.length && each[at] === names[0]![at]);
        let length = 0;
        while (isSame(from + length)) length++;
        expect(tree.commonLength(Int32Array.from(nodes), from)).toBe(length);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['long.pem', 0x70656d, 0x6c],
    ['key', 0x6b6579, 0x6b],
    ['ab', 0x6162, 0x61],
    ['x', 0x78, 0x78],
  ])('has an ending of three bytes at most, and a first byte: %s', (text, ending, first) => {
    const { tree, nodes } = nodesOf([Buffer.from(text)]);
    expect(tree.nameEnding(nodes[0]!)).toBe(ending);
    expect(tree.nameStart(nodes[0]!)).toBe(first);
  });

  it('is a character for each byte as Latin-1, also after many more came', () => {
    const tree = new NameTree();
    const node = intern(tree, 'usr/né');
    expect(tree.nameLatin1(node)).toBe('nÃ©');
    const later = Array.from({ length: 20_000 }, (_, i) => intern(tree, `srv/a-rather-long-name-${i}`));
    expect(tree.nameLatin1(node)).toBe('nÃ©');
    expect(tree.nameLatin1(later.at(-1)!)).toBe('a-rather-long-name-19999');
  });

  it('is what a test is shown, and no other byte', () => {
    const { tree, nodes } = nodesOf([Buffer.from('one'), Buffer.from('two')]);
    const seen: string[] = [];
    const test = (bytes: Uint8Array, start: number, end: number): boolean => {
      seen.push(Buffer.from(bytes.subarray(start, end)).toString());
      return start === end;
    };
    expect(nodes.map((node) => tree.testName(node, test))).toEqual([false, false]);
    expect(tree.testName(ROOT, () => true)).toBe(true);
    expect(seen).toEqual(['one', 'two']);
  });

  it('is empty for the root, which has no parent', () => {
    const tree = new NameTree();
    intern(tree, 'a/b');
    expect([tree.parent(ROOT), tree.nameBytes(ROOT).length, tree.pathBytes(ROOT).length]).toEqual([-1, 0, 0]);
  });
});

describe('a part of a name tree', () => {
  it('makes a tree again that has the same paths under the same numbers', () => {
    const tree = new NameTree();
    const nodes = ['usr/bin/env', 'etc', 'usr/lib'].map((path) => intern(tree, path));
    const { parents, nameAt, arena } = tree.parts();
    expect([parents.length, nameAt.length, arena.length]).toEqual([6, 7, 'usrbinenvetclib'.length]);
    const copy = NameTree.ofParts({ parents, nameAt, arena });
    expect(copy.size).toBe(tree.size);
    expect(nodes.map((node) => copy.pathText(node))).toEqual(['usr/bin/env', 'etc', 'usr/lib']);
    expect(copy.nameLatin1(nodes[2]!)).toBe('lib');
    expect(copy.parent(ROOT)).toBe(-1);
  });
});

describe('a path that is met', () => {
  it.each([
    ['a/.wh..wh.plnk/x', true],
    ['.wh..wh.aufs/d/x', true],
    ['a/.wh..wh..opq', false],
    ['a/.wh.b/x', false],
    ['a/x', false],
  ])('%s lies in a directory that aufs kept for itself: %s', (path, isBelow) => {
    const tree = new NameTree();
    for (const each of ['.wh..wh.plnk/x', 'b/x', path]) intern(tree, each);
    expect(tree.isBelowAufs).toBe(isBelow);
    intern(tree, `${path}2`);
    expect(tree.isBelowAufs).toBe(isBelow);
    intern(tree, 'top');
    expect(tree.isBelowAufs).toBe(false);
  });

  it('is found in the midst of other bytes', () => {
    const tree = new NameTree();
    const bytes = Buffer.from('xx/usr/lib/y');
    const node = tree.internPath(bytes, 3, 10);
    expect(tree.pathText(node)).toBe('usr/lib');
    expect(tree.internPath(bytes, 2, 11)).toBe(node);
  });

  it('is not taken for one in the directory before it because of what follows in memory', () => {
    const tree = new NameTree();
    const node = tree.parent(intern(tree, 'a/bcd/x'));
    expect(tree.internPath(Buffer.from('xxa/bcd/'), 2, 8)).toBe(node);
  });

  it.each([
    ['d/a', 'd/b', 'd'],
    ['d/a', 'e/b', 'e'],
    ['d/a', 'dd/b', 'dd'],
    ['dd/a', 'd/b', 'd'],
    ['d/e/a', 'd/f/b', 'd/f'],
    ['d/a', 'b', '.'],
    ['a', 'd/b', 'd'],
    ['d/a', './b', '.'],
    ['d/..', 'd/b', 'd'],
    ['d/e/..', 'd/e/../b', 'd'],
  ])('behind %s: %s lies in %s', (before, path, directory) => {
    const tree = new NameTree();
    intern(tree, before);
    expect(tree.pathText(tree.parent(intern(tree, path)))).toBe(directory);
  });

  it.each([
    ['a/.b', 'a/.b'],
    ['a/..b', 'a/..b'],
    ['a/b.', 'a/b.'],
    ['a/...', 'a/...'],
    ['a/.x/..', 'a'],
    ['a/x./b', 'a/x./b'],
    ['a/.', 'a'],
    ['a/./', 'a'],
    ['//', '.'],
  ])('%s is %s', (path, text) => {
    const tree = new NameTree();
    expect(tree.pathText(intern(tree, path))).toBe(text);
  });
});

describe('the last name of a path', () => {
  it.each<[string, number, string, string]>([
    ['usr/bin/env', 0, 'usr/bin/env', 'env'],
    ['usr/bin/', 0, 'usr/bin', 'bin'],
    ['usr/bin///', 0, 'usr/bin', 'bin'],
    ['env', 0, 'env', 'env'],
    ['', 0, '', ''],
    ['//', 0, '', ''],
    ['x//', 2, '', ''],
    ['/env', 1, 'env', 'env'],
    ['a/b', 1, '/b', 'b'],
  ])('%j from %d is what is left of %j behind its last slash', (text, start, path, last) => {
    const bytes = Buffer.from(text);
    const end = withoutSlashes(bytes, start, bytes.length);
    expect(bytes.subarray(start, end).toString()).toBe(path);
    expect(end).toBeGreaterThanOrEqual(start);
    const name = lastName(bytes, start, end);
    expect(name).toBeGreaterThanOrEqual(start);
    expect(bytes.subarray(name, end).toString()).toBe(last);
  });
});
