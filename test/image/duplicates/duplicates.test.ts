import { createReadStream } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ImageReport } from '../../../src/image/report.ts';
import { type InspectImageOptions, inspectImage } from '../../../src/inspect/image.ts';
import { renderReport } from '../../../src/report/render.ts';
import { dockerArchive, scratchDirectory, sha256, writeTo } from '../../support/image-archive.ts';
import { type TarEntry, tarOf } from '../../support/tar.ts';

const directory = scratchDirectory();
let made = 0;

function archiveOf(...layers: readonly (readonly TarEntry[])[]): string {
  return writeTo(
    directory,
    `${made++}.tar`,
    dockerArchive({ layers: layers.map((entries) => tarOf(...entries)) }),
  );
}

async function inspect(file: string, options: InspectImageOptions = {}): Promise<ImageReport> {
  return inspectImage(file, { duplicates: true, ...options });
}

const file = (name: string, body: string | Buffer): TarEntry => ({ name, body });

describe('equal files', () => {
  it('are nobody’s business unless asked for', async () => {
    const report = await inspectImage(archiveOf([file('a', 'same'), file('b', 'same')]));
    expect([report.duplicates, report.duplicateTotals]).toEqual([null, null]);
  });

  it('are found across layers and directories, most extra bytes first', async () => {
    const report = await inspect(
      archiveOf(
        [file('x/a', 'same'), file('big', 'larger body'), file('other', 'diff')],
        [file('b', 'same'), file('a/c', 'same'), file('z', 'larger body')],
      ),
    );
    expect(report.duplicates).toEqual([
      {
        digest: sha256(Buffer.from('larger body')),
        bytes: 11,
        copies: 2,
        extraBytes: 11,
        paths: ['big', 'z'],
      },
      {
        digest: sha256(Buffer.from('same')),
        bytes: 4,
        copies: 3,
        extraBytes: 8,
        paths: ['a/c', 'b', 'x/a'],
      },
    ]);
    expect(report.duplicateTotals).toMatchObject({ groups: 2, copies: 5, extraBytes: 19 });
  });

  it('are not the names of one body, nor what a later layer hides, nor empty files', async () => {
    const link = (name: string): TarEntry => ({ name, type: '1', link: 'a' });
    const report = await inspect(
      archiveOf(
        [file('a', 'body'), link('b'), file('gone', 'body'), file('e', ''), file('f', '')],
        [file('.wh.gone', ''), link('c')],
      ),
    );
    expect(report.duplicates).toEqual([]);
    expect(renderReport(report, 'table')).toContain('Equal files\n  none');
  });

  it('count a body once though it has several names, and name the first of them', async () => {
    const report = await inspect(
      archiveOf([file('m', 'body'), { name: 'b', type: '1', link: 'm' }, file('z', 'body')]),
    );
    expect(report.duplicates).toMatchObject([{ copies: 2, extraBytes: 4, paths: ['b', 'z'] }]);
  });

  it('of large files are told apart by their last byte', async () => {
    const large = Buffer.alloc(300_000, 7);
    const almost = Buffer.from(large);
    almost[299_999] = 8;
    const report = await inspect(
      archiveOf([file('a', large), file('b', almost), file('c', large), file('d', almost), file('e', 'x')]),
    );
    expect(report.duplicates!.map(({ paths }) => paths)).toEqual([
      ['a', 'c'],
      ['b', 'd'],
    ]);
  });

  it.each<[string, number, readonly string[]]>([
    ['all of them', 0, ['large', 'small']],
    ['from the floor on', 6, ['large', 'small']],
    ['those below it not', 7, ['large']],
  ])('are looked for from a floor on: %s', async (_what, duplicateFloor, names) => {
    const report = await inspect(
      archiveOf([
        file('large', 'larger'.repeat(9)),
        file('large2', 'larger'.repeat(9)),
        file('small', 'smalls'),
        file('small2', 'smalls'),
      ]),
      { duplicateFloor },
    );
    expect(report.duplicates!.map(({ paths }) => paths[0])).toEqual(names);
  });

  it('that reading would cost too much are said to be unknown, the largest saving read first', async () => {
    const archive = archiveOf([
      file('a', 'x'.repeat(1000)),
      file('b', 'x'.repeat(1000)),
      file('c', 'y'.repeat(400)),
      file('d', 'y'.repeat(400)),
    ]);
    const report = await inspect(archive, { compareLimit: 2500 });
    expect(report.duplicates!.map(({ paths }) => paths)).toEqual([['a', 'b']]);
    expect(report.duplicateTotals!.unknown).toEqual({ files: 2, bytes: 800 });
    expect(report.warnings).toMatchObject([{ code: 'duplicates-limit-reached' }]);
    expect(renderReport(report, 'table')).toContain('not compared: 2 files of 800 B');
  });

  it('are the same by path, by standard input, and from compressed layers, which cost no reading', async () => {
    const layers = [
      [file('a', 'same'), file('b', 'same'), file('c', 'z'.repeat(70_000))],
      [file('d', 'same'), file('e', 'z'.repeat(70_000))],
    ].map((entries) => tarOf(...entries));
    const plain = writeTo(directory, 'plain.tar', dockerArchive({ layers }));
    const packed = writeTo(
      directory,
      'packed.tar',
      dockerArchive({ layers, stored: layers.map((layer) => gzipSync(layer)) }),
    );
    const mixed = writeTo(
      directory,
      'mixed.tar',
      dockerArchive({ layers, stored: [gzipSync(layers[0]!), layers[1]!] }),
    );
    const found = await inspect(plain);
    expect(found.duplicates).toHaveLength(2);
    const others = await Promise.all([
      inspectImage(createReadStream(plain), { duplicates: true, compareLimit: 0 }),
      inspect(packed, { compareLimit: 0 }),
      inspect(mixed),
    ]);
    for (const other of others) expect(other.duplicates).toEqual(found.duplicates);
  });

  it('have as many paths as ranked lists are long', async () => {
    const archive = archiveOf(Array.from({ length: 150 }, (_, i) => file(`f${i}`, 'same')));
    expect((await inspect(archive)).duplicates![0]!.paths).toHaveLength(100);
    expect((await inspect(archive, { top: 0 })).duplicates![0]!.paths).toHaveLength(150);
    expect((await inspect(archive, { top: 2 })).duplicates![0]!).toMatchObject({
      copies: 150,
      paths: ['f0', 'f1'],
    });
  });
});
