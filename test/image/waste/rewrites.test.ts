import { randomFillSync } from 'node:crypto';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { WasteEvent, WasteReport } from '../../../src/image/waste/report.ts';
import { inspectImage } from '../../../src/inspect/image.ts';
import { dockerArchive, scratchDirectory, writeTo } from '../../support/image-archive.ts';
import type { TarEntry } from '../../support/tar.ts';
import { paxHeader, tarOf } from '../../support/tar.ts';

const directory = scratchDirectory();
let made = 0;

/** Waste of an image of these layers in a file, where bodies can be read again. */
async function wasteOf(
  layers: readonly (readonly TarEntry[])[],
  compareLimit?: number,
): Promise<WasteReport> {
  const archive = dockerArchive({ layers: layers.map((entries) => tarOf(...entries)) });
  const file = writeTo(directory, `${made++}.tar`, archive);
  return (await inspectImage(file, { compareLimit })).waste;
}

async function eventOf(...layers: readonly (readonly TarEntry[])[]): Promise<WasteEvent> {
  const { paths } = await wasteOf(layers);
  expect(paths).toHaveLength(1);
  return paths[0]!.events[0]!;
}

const noise = (bytes: number): Buffer => randomFillSync(Buffer.alloc(bytes));
const xattr = (value: string): TarEntry => paxHeader({ 'SCHILY.xattr.user.note': value });

describe('a rewrite of the same bytes', () => {
  const file: TarEntry = { name: 'a', body: 'the same' };

  it.each<[string, readonly TarEntry[], readonly TarEntry[], readonly string[]]>([
    ['chmod', [file], [{ ...file, mode: 0o600 }], ['mode']],
    ['chown', [file], [{ ...file, uid: 1000 }], ['owner']],
    ['chgrp', [file], [{ ...file, gid: 1000 }], ['owner']],
    ['touch', [file], [{ ...file, mtime: 1 }], ['times']],
    ['setfattr', [file], [xattr('x'), file], ['xattrs']],
    ['another attribute', [xattr('x'), file], [xattr('y'), file], ['xattrs']],
    [
      'all at once',
      [xattr('x'), file],
      [{ ...file, mode: 0, uid: 1, mtime: 2 }],
      ['mode', 'owner', 'times', 'xattrs'],
    ],
    ['nothing at all', [xattr('x'), file], [xattr('x'), file], []],
  ])('by %s says what changed', async (_what, before, after, changed) => {
    expect(await eventOf(before, after)).toMatchObject({
      cause: 'overwritten',
      identical: true,
      sampled: false,
      changed,
    });
  });

  it('sums up by what changed, most bytes first', async () => {
    const other: TarEntry = { name: 'b', body: 'a longer body' };
    const waste = await wasteOf([
      [file, other],
      [
        { ...file, mode: 0o600 },
        { ...other, uid: 1 },
      ],
    ]);
    expect(waste.identicalRewrites).toEqual([
      { changed: ['owner'], files: 1, bytes: 13 },
      { changed: ['mode'], files: 1, bytes: 8 },
    ]);
  });
});

describe('a rewrite of other bytes', () => {
  it.each<[string, readonly TarEntry[]]>([
    ['of another size', [{ name: 'a', body: 'longer than before' }]],
    ['of the same size', [{ name: 'a', body: 'the sand' }]],
    ['by a directory', [{ name: 'a/', type: '5' }]],
    ['by a symlink', [{ name: 'a', type: '2', link: 'b' }]],
  ])('%s is not identical', async (_what, after) => {
    const event = await eventOf([{ name: 'a', body: 'the same' }], after);
    expect(event).toMatchObject({ identical: false, changed: null });
  });

  it('by a hard link to its neighbour in the same layer compares the two bodies', async () => {
    const before: readonly TarEntry[] = [
      { name: 'a', body: 'one body' },
      { name: 'b', body: 'two body' },
    ];
    expect(await eventOf(before, [{ name: 'b', type: '1', link: 'a' }])).toMatchObject({ identical: false });
  });

  it('is found when only the last byte of a large body differs', async () => {
    const body = noise(700_001);
    const after = Buffer.from(body);
    after[after.length - 1]! ^= 1;
    const event = await eventOf([{ name: 'a', body }], [{ name: 'a', body: after }]);
    expect(event).toMatchObject({ identical: false, sampled: false });
  });
});

describe('the limit for comparing', () => {
  const body = noise(100_000);
  const same = { name: 'a', body };
  const layers = [[same], [{ ...same, mode: 0o700 }]];

  it('counts each pair once, and within it the bytes decide', async () => {
    const { comparison } = await wasteOf(layers, 100_000);
    expect(comparison).toMatchObject({ exact: { files: 1, bytes: 100_000 }, unknown: { files: 0 } });
  });

  it('leaves what it forbids to read unknown, not identical', async () => {
    const { comparison, identical, paths } = await wasteOf(layers, 99_999);
    expect(comparison.unknown).toEqual({ files: 1, bytes: 100_000 });
    expect(identical).toBe(0);
    expect(paths[0]!.events[0]).toMatchObject({ identical: null, sampled: false, changed: null });
  });

  it('leaves samples to tell what is alike from what differs', async () => {
    const limit = 131_072 + 1;
    const large = noise(limit + 1);
    const spoilt = Buffer.from(large);
    spoilt[0]! ^= 1;
    const before: TarEntry = { name: 'a', body: large };
    const judge = async (after: TarEntry): Promise<object> => {
      const waste = await wasteOf([[before], [after]], limit);
      const { identical, sampled, changed } = waste.paths[0]!.events[0]!;
      return { identical, sampled, changed };
    };
    const { comparison } = await wasteOf([[before], [{ ...before, mode: 0 }]], limit);
    expect(comparison).toMatchObject({ sampled: { files: 1, bytes: limit + 1 }, exact: { files: 0 } });
    expect(await judge({ ...before, mode: 0 })).toEqual({
      identical: true,
      sampled: true,
      changed: ['mode'],
    });
    expect(await judge({ ...before, body: spoilt })).toEqual({
      identical: false,
      sampled: false,
      changed: null,
    });
    expect(await judge({ ...before, mtime: 1 })).toEqual({ identical: null, sampled: false, changed: null });
  });

  it('warns with the number of files that were not read', async () => {
    const archive = dockerArchive({ layers: layers.map((entries) => tarOf(...entries)) });
    const report = await inspectImage(writeTo(directory, 'limit.tar', archive), { compareLimit: 0 });
    expect(report.warnings).toEqual([
      {
        code: 'compare-limit-reached',
        message:
          'Of the rewritten files 1 were not compared: comparing looks at 0 bytes at most; raise that with --compare-limit.',
      },
    ]);
    expect(report.waste.identical).toBe(0);
  });

  it('does not concern layers that go by as streams: they leave fingerprints', async () => {
    const plain = layers.map((entries) => tarOf(...entries));
    const archive = dockerArchive({ layers: plain, stored: plain.map((layer) => gzipSync(layer)) });
    const report = await inspectImage(Readable.from([archive]), { compareLimit: 0 });
    expect(report.waste).toMatchObject({ identical: 100_000, comparison: { exact: { files: 1 } } });
    expect(report.warnings).toEqual([]);
  });
});

describe('the matrix', () => {
  const file = (name: string, bytes: number): TarEntry => ({ name, body: noise(bytes) });

  it('has every hidden byte in the cell of the two layers, and adds up', async () => {
    const kept = file('d/kept', 7);
    const waste = await wasteOf([
      [file('a', 10), file('b', 20), file('d/x', 30), kept],
      [file('a', 40), { name: '.wh.b' }],
      [{ name: 'd/.wh..wh..opq' }, file('a', 1), file('a', 2)],
    ]);
    const none = { deleted: 0, overwritten: 0, identical: 0, opaque: 0, duplicateNames: 0 };
    expect(waste.matrix).toEqual([
      { storedIn: 0, hiddenBy: 1, files: 2, bytes: 30, ...none, overwritten: 10, deleted: 20 },
      { storedIn: 0, hiddenBy: 2, files: 2, bytes: 37, ...none, opaque: 37 },
      { storedIn: 1, hiddenBy: 2, files: 1, bytes: 40, ...none, overwritten: 40 },
      { storedIn: 2, hiddenBy: 2, files: 1, bytes: 1, ...none, duplicateNames: 1 },
    ]);
    expect(waste.bytes).toBe(108);
  });
});
