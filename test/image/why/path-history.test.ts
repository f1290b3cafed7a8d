import { createReadStream } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PathHistory, PathHistoryEvent } from '../../../src/image/why/report.ts';
import { explainImagePaths } from '../../../src/inspect/why.ts';
import { dockerArchive, scratchDirectory, writeTo } from '../../support/image-archive.ts';
import { type TarEntry, tarOf } from '../../support/tar.ts';

const directory = scratchDirectory();
let made = 0;

const archiveOf = (layers: readonly (readonly TarEntry[])[]): string =>
  writeTo(directory, `${made++}.tar`, dockerArchive({ layers: layers.map((entries) => tarOf(...entries)) }));

async function historyOf(path: string, ...layers: readonly (readonly TarEntry[])[]): Promise<PathHistory> {
  return (await explainImagePaths(archiveOf(layers), [path])).paths[0]!;
}

const file = (name: string, body = ''): TarEntry => ({ name, body });
const dir = (name: string, more: Partial<TarEntry> = {}): TarEntry => ({ name, type: '5', ...more });
const link = (name: string, target: string): TarEntry => ({ name, type: '1', link: target });
const symlink = (name: string, target: string): TarEntry => ({ name, type: '2', link: target });

/** `1 removed opaque d 4`: layer, event, what there is to say, bytes hidden. */
const line = (event: PathHistoryEvent): string =>
  [
    event.layer,
    event.event,
    ...(event.typeChanged ? ['other type'] : []),
    ...(event.identical === null ? [] : [event.identical ? 'same' : 'other bytes']),
    ...event.changed,
    ...(event.cause === null ? [] : [event.cause, event.by]),
    ...(event.hiddenBytes === 0 ? [] : [event.hiddenBytes]),
  ].join(' ');

describe('the life of a path', () => {
  it.each<[string, string, readonly (readonly TarEntry[])[], readonly string[]]>([
    ['is stored and stays', 'a', [[file('a', 'x')], []], ['0 added']],
    [
      'is stored again as it is',
      'a',
      [[file('a', 'x')], [file('a', 'x')]],
      ['0 added', '1 rewritten same 1'],
    ],
    [
      'has other bytes, mode and owner',
      'a',
      [[file('a', 'x')], [{ ...file('a', 'yy'), mode: 0o600, uid: 5 }]],
      ['0 added', '1 rewritten other bytes mode owner 1'],
    ],
    [
      'is deleted and comes again',
      'd/a',
      [[file('d/a', 'xyz')], [file('d/.wh.a')], [file('d/a', 'x')]],
      ['0 added', '1 removed whiteout d/a 3', '2 added'],
    ],
    [
      'goes with its directory',
      'd/e/a',
      [[file('d/e/a', 'x')], [file('.wh.d')]],
      ['0 added', '1 removed whiteout d 1'],
    ],
    [
      'goes behind an opaque directory, and the same layer has it again',
      'd/a',
      [[file('d/a', 'x')], [file('d/a', 'x'), file('d/.wh..wh..opq')]],
      ['0 added', '1 removed opaque d 1', '1 added'],
    ],
    [
      'goes where its directory becomes a file',
      'd/a',
      [[file('d/a', 'x')], [file('d', 'file')]],
      ['0 added', '1 removed replaced d 1'],
    ],
    [
      'is a file, then a directory that is only implied, then listed',
      'd',
      [[file('d', 'abc')], [file('d/x')], [dir('d/', { mode: 0o700 })]],
      ['0 added', '1 implied 3', '2 rewritten'],
    ],
    [
      'is a directory, then a link',
      'd',
      [[dir('d/')], [symlink('d', 'e')]],
      ['0 added', '1 rewritten other type'],
    ],
    [
      'is stored twice in one layer',
      'a',
      [[file('a', 'x'), file('a', 'yy')]],
      ['0 added', '0 rewritten other bytes 1'],
    ],
    [
      'shares its body, so that its removal hides nothing',
      'a',
      [[file('a', 'x'), link('b', 'a')], [file('.wh.a')], [file('.wh.b')]],
      ['0 added', '1 removed whiteout a'],
    ],
    [
      'is the last name of a body',
      'b',
      [[file('a', 'x'), link('b', 'a')], [file('.wh.a')], [file('.wh.b')]],
      ['0 added', '2 removed whiteout b 1'],
    ],
    ['was never there, though a whiteout names it', 'b', [[file('a'), file('.wh.b')]], []],
  ])('%s', async (_what, path, layers, expected) => {
    const { events } = await historyOf(path, ...layers);
    expect(events.map(line)).toEqual(expected);
  });

  it('ends present, removed, or never began', async () => {
    const layers = [[file('a'), file('b')], [file('.wh.b')]];
    const paths = ['a', 'b', 'c'];
    const report = await explainImagePaths(archiveOf(layers), paths);
    expect(report.paths.map(({ state }) => state)).toEqual(['present', 'removed', 'never']);
  });

  it('names the other names of a body, and of a body in lower layers', async () => {
    const layers = [[file('m', 'xx'), link('z', 'm')], [link('b', 'z')], [file('.wh.z')]];
    expect((await historyOf('m', ...layers)).otherNames).toEqual(['b']);
    expect((await historyOf('b', ...layers)).events[0]!.form).toMatchObject({
      type: 'hardlink',
      bytes: 2,
      linkTarget: 'z',
    });
    expect((await historyOf('z', ...layers)).otherNames).toEqual([]);
  });

  it('of a directory tells what each layer stores and hides below it', async () => {
    const layers = [
      [file('d/a', 'aaaa'), file('x', 'x')],
      [file('d/a', 'bbb'), file('d/e/f', 'f')],
      [file('.wh.x')],
      [file('d/.wh.e')],
    ];
    const { layers: shares, bytes, files, hiddenBytes, hiddenFiles } = await historyOf('d', ...layers);
    expect([bytes, files, hiddenBytes, hiddenFiles]).toEqual([3, 1, 5, 2]);
    expect(
      shares.map(({ layer, storedBytes, visibleBytes, hidesBytes }) => [
        layer,
        storedBytes,
        visibleBytes,
        hidesBytes,
      ]),
    ).toEqual([
      [0, 4, 0, 0],
      [1, 4, 3, 4],
      [3, 0, 0, 1],
    ]);
  });

  it('of a directory counts files alone, and what a layer replaces of its own as stored but not as hidden', async () => {
    const { layers: shares } = await historyOf('d', [
      file('d/a', 'aaaa'),
      file('d/a', 'bb'),
      symlink('d/s', 'x'),
    ]);
    expect(shares).toMatchObject([{ files: 2, storedBytes: 6, visibleBytes: 2, hidesBytes: 0 }]);
  });

  it('suggests the path that was perhaps meant', async () => {
    const layers = [[file('usr/lib/ssl/cert.pem')]];
    expect((await historyOf('usr/libb/ssl/certs.pem', ...layers)).nearest).toBe('usr/lib/ssl/cert.pem');
    expect((await historyOf('usr/lib/zzzzz', ...layers)).nearest).toBe('usr/lib');
    expect((await historyOf('zzzzzz', ...layers)).nearest).toBeNull();
  });

  it('leads through links to directories, also through one in whose place a directory stood', async () => {
    const layers = [
      [file('usr/bin/sh', 's'), dir('bin/'), file('bin/old', 'o')],
      [symlink('bin', 'usr/bin')],
    ];
    expect(await historyOf('/bin/sh', ...layers)).toMatchObject({ path: 'usr/bin/sh', state: 'present' });
    expect(await historyOf('bin/old', ...layers)).toMatchObject({ path: 'bin/old', state: 'removed' });
  });

  it('is the same from a stream', async () => {
    const archive = archiveOf([[file('a', 'x')], [{ ...file('a', 'x'), mode: 0o600 }]]);
    const [fromFile, fromStream] = await Promise.all([
      explainImagePaths(archive, ['a']),
      explainImagePaths(createReadStream(archive), ['a']),
    ]);
    expect(fromStream.paths).toEqual(fromFile.paths);
  });
});
