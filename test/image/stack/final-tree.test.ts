import { describe, expect, it } from 'vitest';
import { comparePaths } from '../../../src/image/index/path-order.ts';
import {
  countFinalTree,
  firstNames,
  measureFinalTree,
  visitBodies,
} from '../../../src/image/stack/final-tree.ts';
import { listFinalTree } from '../../../src/image/stack/list-final-tree.ts';
import type { Stack } from '../../../src/image/stack/stack.ts';
import { layersOf } from '../../support/layer-notation.ts';
import { stackOf } from '../../support/layers.ts';
import type { TarEntry } from '../../support/tar.ts';

const stacked = (notation: string): Stack => stackOf(layersOf(notation));
const listed = (...entries: readonly TarEntry[]) => listFinalTree(stackOf([entries]));

describe('the totals of the final tree', () => {
  it.each<[string, string, { files: number; paths: number; bytes: number }]>([
    ['are nothing without a path', '', { files: 0, paths: 0, bytes: 0 }],
    ['do not count the root', './', { files: 0, paths: 0, bytes: 0 }],
    ['count files and directories', 'd/ d/a:10 b:3', { files: 2, paths: 3, bytes: 13 }],
    ['count directories that are only implied', 'd/e/a:10', { files: 1, paths: 3, bytes: 10 }],
    ['count empty files', 'a:0 b:0', { files: 2, paths: 2, bytes: 0 }],
    ['count symlinks as paths', 'a:1 s>a', { files: 1, paths: 2, bytes: 1 }],
    ['count a body with several names once', 'a:10 b=a / c=b', { files: 1, paths: 3, bytes: 10 }],
    ['count a hard link to nowhere as a path', 'b=a', { files: 0, paths: 1, bytes: 0 }],
    ['leave out what is hidden', 'a:10 d/b:20 / a:1 -d', { files: 1, paths: 1, bytes: 1 }],
  ])('%s', (_what, notation, totals) => {
    const stack = stacked(notation);
    expect(countFinalTree(stack)).toEqual(totals);
    expect(measureFinalTree(stack, 0)).toMatchObject(totals);
  });

  it('are those of the bodies that are visited, each once', () => {
    const bodies: (readonly [number, number])[] = [];
    visitBodies(stacked('a:10 b=a d/ d/c:3'), (body, size) => bodies.push([body, size]));
    expect(bodies.sort(([a], [b]) => a - b)).toEqual([
      [0, 10],
      [3, 3],
    ]);
  });
});

describe('the largest files of the final tree', () => {
  const largest = (notation: string, top: number): readonly string[] =>
    measureFinalTree(stacked(notation), top).largest.map(
      ({ path, bytes, layer }) => `${path}:${bytes}@${layer}`,
    );

  it('come first, each with the layer that stored it', () => {
    expect(largest('a:1 d/b:3 / c:2', 0)).toEqual(['d/b:3@0', 'c:2@1', 'a:1@0']);
  });

  it('are as many as asked for', () => {
    expect(largest('a:1 b:3 c:2', 2)).toEqual(['b:3@0', 'c:2@0']);
  });

  it.each([
    ['names in a directory', 'c:5 a:5 b:5', ['a:5@0', 'b:5@0']],
    ['a directory among files', 'c:5 b/x:5 a:5', ['a:5@0', 'b/x:5@0']],
    ['names in several layers', 'c:5 / b:5 / a:5', ['a:5@2', 'b:5@1']],
    ['names where there are hard links', 'c:5 x=c b:5 a:5', ['a:5@0', 'b:5@0']],
  ])('are in the order of their paths where they are equal: %s', (_what, notation, expected) => {
    expect(largest(notation, 2)).toEqual(expected);
  });

  it('have the first of their names', () => {
    expect(largest('m:5 z=m / b/x=m / bb=z', 0)).toEqual(['b/x:5@0']);
    expect(largest('b/x:5 a=b/x', 0)).toEqual(['a:5@0']);
  });

  it('have a name that is left when the first is gone', () => {
    expect(largest('a:5 b=a / -a', 0)).toEqual(['b:5@0']);
  });
});

describe('the first names of bodies', () => {
  it.each([
    ['without hard links', 'a:1 d/b:2', { 0: 'a', 1: 'd/b' }],
    ['with hard links', 'm:1 d/a=m c:2 b=c', { 0: 'd/a', 2: 'b' }],
  ])('are found %s, for the bodies that are asked for', (_what, notation, expected) => {
    const stack = stacked(notation);
    for (const [body, path] of Object.entries(expected)) {
      const nameOf = firstNames(stack, [Number(body)]);
      expect(stack.names.pathText(nameOf(Number(body)))).toBe(path);
    }
  });
});

describe('the order of paths', () => {
  it.each([
    ['a', 'b'],
    ['a', 'a/x'],
    ['a/z', 'a-b'],
    ['a/z', 'b/a'],
    ['a/b/z', 'a/c'],
    ['a/b/c', 'a/bb'],
    ['A', 'a'],
    ['a-', 'a.'],
    ['z', 'é'],
  ])('has %s before %s, from both sides', (first, second) => {
    const stack = stackOf([[{ name: first }, { name: second }]]);
    const [a, b] = [0, 1].map((at) => stack.entries.locate(at).index.node[at]!);
    expect(comparePaths(stack.names, a!, b!)).toBeLessThan(0);
    expect(comparePaths(stack.names, b!, a!)).toBeGreaterThan(0);
    expect(comparePaths(stack.names, a!, a!)).toBe(0);
  });

  it('is that of the list', () => {
    const stack = stacked('b/c:1 b-:1 b/a/x:1 a:1 b/a-:1 / c:1 b/b:1');
    expect(listFinalTree(stack).map(({ path }) => path)).toEqual(
      'a b b/a b/a/x b/a- b/b b/c b- c'.split(' '),
    );
  });
});

describe('a path of the list', () => {
  it('has what its entry says', () => {
    const head = { mode: 0o4755, uid: 7, gid: 8 };
    expect(listed({ name: 'a', body: 'abc', ...head })).toEqual([
      { path: 'a', type: 'file', bytes: 3, ...head, linkTarget: null, layer: 0 },
    ]);
  });

  it.each<[string, TarEntry, object]>([
    ['directory', { name: 'x/', type: '5' }, { type: 'directory', bytes: 0, linkTarget: null }],
    ['symlink', { name: 'x', type: '2', link: '../t' }, { type: 'symlink', bytes: 0, linkTarget: '../t' }],
    ['device', { name: 'x', type: '3' }, { type: 'device', bytes: 0, linkTarget: null }],
    ['block device', { name: 'x', type: '4' }, { type: 'device', bytes: 0, linkTarget: null }],
    ['fifo', { name: 'x', type: '6' }, { type: 'fifo', bytes: 0, linkTarget: null }],
    ['file where the type is unknown', { name: 'x', type: 'Z' }, { type: 'file', bytes: 0 }],
    ['hard link to nowhere', { name: 'x', type: '1', link: 't' }, { type: 'hardlink', linkTarget: null }],
  ])('is a %s', (_what, entry, expected) => {
    expect(listed(entry)).toMatchObject([{ path: 'x', ...expected }]);
  });

  it('is a directory like any other where no layer lists it, from the layer that has something in it', () => {
    const entries = listFinalTree(stacked('a:1 / d/b:1'));
    expect(entries[1]).toEqual({
      path: 'd',
      type: 'directory',
      bytes: 0,
      mode: 0o755,
      uid: 0,
      gid: 0,
      linkTarget: null,
      layer: 1,
    });
  });

  it('is the file when it is the first name of a body; the others are hard links to it, without bytes', () => {
    const entries = listFinalTree(stacked('m:5 z=m / b=z'));
    expect(entries.map(({ path, type, bytes, linkTarget, layer }) => [path, type, bytes, linkTarget, layer]))
      // The entry is the first name's, and so is the layer.
      .toEqual([
        ['b', 'file', 5, null, 1],
        ['m', 'hardlink', 0, 'b', 0],
        ['z', 'hardlink', 0, 'b', 0],
      ]);
  });

  it('has its exact bytes beside it where a name in it is not UTF-8, also far above', () => {
    const exact = (text: string): object => ({
      pathBase64: Buffer.from(text, 'latin1').toString('base64'),
    });
    const entries = listed(
      { name: Buffer.from('d\xff/e/f', 'latin1') },
      { name: 'é/g' },
      { name: Buffer.from('h/\xe9', 'latin1') },
    );
    const plain = (path: string): object => ({ path, pathBase64: undefined });
    expect(entries.map(({ path, pathBase64 }) => ({ path, pathBase64 }))).toEqual([
      { path: 'd\\xff', ...exact('d\xff') },
      { path: 'd\\xff/e', ...exact('d\xff/e') },
      { path: 'd\\xff/e/f', ...exact('d\xff/e/f') },
      plain('h'),
      { path: 'h/\\xe9', ...exact('h/\xe9') },
      plain('é'),
      plain('é/g'),
    ]);
    expect(Object.hasOwn(entries.at(-1)!, 'pathBase64')).toBe(false);
  });
});
