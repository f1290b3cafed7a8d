import { describe, expect, it } from 'vitest';
import type { TreeEntry, TreeReport } from '../../../src/image/tree/report.ts';
import { type InspectTreeOptions, inspectTree } from '../../../src/inspect/tree.ts';
import { dockerArchive, scratchDirectory, writeTo } from '../../support/image-archive.ts';
import { type TarEntry, tarOf } from '../../support/tar.ts';

const directory = scratchDirectory();
let made = 0;

function treeOf(
  layers: readonly (readonly TarEntry[])[],
  options: InspectTreeOptions = {},
): Promise<TreeReport> {
  const archive = dockerArchive({ layers: layers.map((entries) => tarOf(...entries)) });
  return inspectTree(writeTo(directory, `${made++}.tar`, archive), { sort: 'name', ...options });
}

const file = (name: string, body = ''): TarEntry => ({ name, body });
const dir = (name: string, more: Partial<TarEntry> = {}): TarEntry => ({ name, type: '5', ...more });
const link = (name: string, target: string): TarEntry => ({ name, type: '1', link: target });
const symlink = (name: string, target: string): TarEntry => ({ name, type: '2', link: target });
const LETTERS = { unchanged: '-', added: 'A', modified: 'M', identical: '=', removed: 'D' } as const;
const lines = ({ entries }: TreeReport): readonly string[] =>
  entries.map(
    ({ path, state, bytes, hiddenBytes }: TreeEntry) => `${LETTERS[state]} ${path} ${bytes} ${hiddenBytes}`,
  );

describe('what a layer did to a path', () => {
  const base = [dir('d/'), file('d/a', 'one'), file('b', 'body'), symlink('s', 'b'), link('h', 'b')];

  it.each<[string, readonly TarEntry[], readonly string[]]>([
    ['a new file', [file('d/new', 'xy')], ['- . 2 0', '- d 2 0', 'A d/new 2 0']],
    ['other bytes', [file('d/a', 'four')], ['- . 4 3', '- d 4 3', 'M d/a 4 3']],
    ['other bytes of the same length', [file('d/a', 'two')], ['- . 3 3', '- d 3 3', 'M d/a 3 3']],
    ['the same bytes', [file('d/a', 'one')], ['- . 3 3', '- d 3 3', '= d/a 3 3']],
    ['chmod', [{ ...file('d/a', 'one'), mode: 0o600 }], ['- . 3 3', '- d 3 3', '= d/a 3 3']],
    ['a whiteout', [file('d/.wh.a')], ['- . 0 3', '- d 0 3', 'D d/a 3 3']],
    ['a whiteout of a directory', [file('.wh.d')], ['- . 0 3', 'D d 3 3', 'D d/a 3 3']],
    ['an opaque directory', [file('d/.wh..wh..opq')], ['- . 0 3', '- d 0 3', 'D d/a 3 3']],
    [
      'an opaque directory that has the file again',
      [file('d/.wh..wh..opq'), file('d/a', 'one')],
      ['- . 3 3', '- d 3 3', 'M d/a 3 3'],
    ],
    ['a file in place of a directory', [file('d', 'file')], ['- . 4 3', 'M d 4 3', 'D d/a 3 3']],
    [
      'a directory in place of a file',
      [file('d/a/x', 'x')],
      ['- . 1 3', '- d 1 3', 'M d/a 1 3', 'A d/a/x 1 0'],
    ],
    ['a directory listed again', [dir('d/')], ['- . 0 0', '- d 0 0']],
    ['a directory touched', [dir('d/', { mtime: 9 })], ['- . 0 0', '- d 0 0']],
    ['a directory with another mode', [dir('d/', { mode: 0o700 })], ['- . 0 0', 'M d 0 0']],
    ['a directory with another owner', [dir('d/', { uid: 7 })], ['- . 0 0', 'M d 0 0']],
    ['the same link again', [symlink('s', 'b')], ['- . 0 0', '= s 0 0']],
    ['a link to elsewhere', [symlink('s', 'c')], ['- . 0 0', 'M s 0 0']],
    ['a link in place of a file', [symlink('d/a', 'c')], ['- . 0 3', '- d 0 3', 'M d/a 0 3']],
    ['a hard link to what was there', [link('x', 'b')], ['- . 0 0', 'A x 0 0']],
    ['a hard link in place of another to the same body', [link('h', 'b')], ['- . 0 0', '= h 0 0']],
    ['one of two names removed, which hides nothing', [file('.wh.h')], ['- . 0 0', 'D h 0 0']],
    [
      'both names rewritten as one body',
      [file('b', 'body'), link('h', 'b')],
      ['- . 4 4', '= b 4 0', '= h 0 4'],
    ],
    ['nothing at all', [], ['- . 0 0']],
  ])('%s', async (_what, entries, expected) => {
    expect(lines(await treeOf([base, entries], { layer: 1 }))).toEqual(expected);
  });

  it('is shown in the whole tree after that layer, too, and what later layers do is not', async () => {
    const tree = await treeOf([base, [file('.wh.b'), file('d/n', 'n')], [file('.wh.d')]], { upTo: 1 });
    expect(lines(tree)).toEqual([
      '- . 8 0',
      'D b 0 0',
      '- d 4 0',
      '- d/a 3 0',
      'A d/n 1 0',
      '- h 4 0',
      '- s 0 0',
    ]);
  });
});

describe('the waste in a tree', () => {
  it('has every hidden byte at its path, with who stored and who hid it and why, and what is gone', async () => {
    const tree = await treeOf(
      [
        [file('a/x', 'same'), file('a/y', 'gone')],
        [file('a/x', 'same'), file('.wh.b')],
        [file('a/x', 'other'), file('a/.wh.y')],
      ],
      { waste: true },
    );
    expect(lines(tree)).toEqual(['- . 5 12', '- a 5 12', '- a/x 5 8', 'D a/y 4 4']);
    expect(tree.entries[2]!.waste).toEqual([
      { storedIn: 0, hiddenBy: 1, cause: 'overwritten', identical: true, files: 1, bytes: 4 },
      { storedIn: 1, hiddenBy: 2, cause: 'overwritten', identical: false, files: 1, bytes: 4 },
    ]);
    expect(tree.entries[0]!.waste!.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(12);
  });

  it('is that of one layer, or up to one, where a layer is asked for', async () => {
    const layers = [[file('a', '1'), file('b', '22')], [file('a', '333')], [file('.wh.a'), file('.wh.b')]];
    const hidden = async (options: InspectTreeOptions): Promise<readonly string[]> =>
      lines(await treeOf(layers, { waste: true, ...options }));
    expect(await hidden({ layer: 1 })).toEqual(['- . 3 1', 'M a 3 1']);
    expect(await hidden({ upTo: 1 })).toEqual(['- . 5 1', 'M a 3 1']);
    expect(await hidden({ layer: 2 })).toEqual(['- . 0 5', 'D a 3 3', 'D b 2 2']);
    expect(await hidden({})).toEqual(['- . 0 6', 'D a 4 4', 'D b 2 2']);
  });
});

describe('a part of a tree', () => {
  const layers = [
    [dir('usr/bin/'), file('usr/bin/tool', 'tool'), symlink('bin', 'usr/bin'), symlink('abs', '/usr')],
    [symlink('loop', 'loop2'), symlink('loop2', 'loop'), file('usr/bin/\x1b\xff', 'odd')],
  ];

  it.each<[string, string]>([
    ['usr/bin', 'usr/bin'],
    ['/usr/bin/', 'usr/bin'],
    ['./usr//../usr/bin/.', 'usr/bin'],
    ['/', '.'],
    ['../../usr', 'usr'],
    ['bin', 'bin'],
    ['bin/', 'usr/bin'],
    ['bin/tool', 'usr/bin/tool'],
    ['abs/bin/tool', 'usr/bin/tool'],
  ])('%s begins at %s', async (path, found) => {
    const tree = await treeOf(layers, { path });
    expect([tree.path, tree.entries[0]!.path]).toEqual([found, found]);
  });

  it.each(['nothing', 'usr/bin/tool/x', 'loop/x', 'usr/bi'])(
    '%s is not there, and an error says so',
    async (path) => {
      await expect(treeOf(layers, { path })).rejects.toMatchObject({ code: 'not-found', entry: path });
    },
  );

  it('ends at a depth, and says what is below', async () => {
    const tree = await treeOf(layers, { depth: 1 });
    expect(tree.entries.map(({ path }) => path)).toEqual(['.', 'abs', 'bin', 'loop', 'loop2', 'usr']);
    expect(tree.entries.at(-1)).toMatchObject({ children: 1, left: null, files: 2, bytes: 7 });
  });

  it('has the largest first, and says what it leaves out', async () => {
    const files = [file('a', '1'), file('b', '333'), file('c', '22'), file('d', '22')];
    const tree = await treeOf([files], { sort: 'size', top: 2 });
    expect(tree.entries.map(({ path }) => path)).toEqual(['.', 'b', 'c']);
    expect(tree.entries[0]!.left).toEqual({ children: 2, bytes: 3, hiddenBytes: 0 });
  });

  it('opens the heaviest directories while rows last', async () => {
    const big = (name: string, size: number): TarEntry => file(name, 'x'.repeat(size));
    const tree = await treeOf(
      [[big('a/b/c', 900), big('d/e', 50), big('d/f', 50), big('g/h', 1), big('g/i', 1), big('g/j', 1)]],
      { sort: 'size', rows: 8, top: 10 },
    );
    expect(tree.entries.map(({ path }) => path)).toEqual(['.', 'a', 'a/b', 'a/b/c', 'd', 'd/e', 'd/f', 'g']);
  });

  it('keeps a name that is not UTF-8 exactly', async () => {
    const tree = await treeOf([[{ name: Buffer.from('a\xff', 'latin1') as never, body: 'x' }]]);
    expect(tree.entries[1]).toMatchObject({ path: 'a\\xff', pathBase64: 'Yf8=' });
  });

  it.each([{ layer: 2 }, { upTo: -1 }, { layer: 0.5 }])(
    'of a layer that is not there is an error: %j',
    async (options) => {
      await expect(treeOf(layers, options)).rejects.toMatchObject({
        code: 'usage',
        message: expect.stringContaining('the image has 2 layers, 0 to 1'),
      });
    },
  );

  it('of no layers at all is a root', async () => {
    expect(lines(await treeOf([]))).toEqual(['- . 0 0']);
    await expect(treeOf([], { layer: 0 })).rejects.toMatchObject({
      message: expect.stringContaining('has no layers'),
    });
  });
});
