import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { writeFreeFile } from '../../src/explore/desk/free-file.ts';
import { readForViewer } from '../../src/explore/desk/read-content.ts';
import { viewerLines } from '../../src/explore/layout/viewer-pane.ts';
import type { ViewName } from '../../src/explore/subject/subject.ts';
import { openViewer } from '../../src/explore/viewer/content.ts';
import { type Explorer, exploring } from '../support/explorer.ts';
import { archiveMembers, dockerArchive, scratchDirectory, writeTo } from '../support/image-archive.ts';
import { chunkedLayer, ociArchive, stargzLayer } from '../support/seekable-layer.ts';
import { tarOf } from '../support/tar.ts';

const LOOK = { ascii: false, units: 'si' } as const;
const directory = scratchDirectory();
const LOWER = [
  { name: 'etc/', type: '5' },
  { name: 'etc/motd', body: 'the first\n' },
  { name: 'srv/big', body: 'x'.repeat(70_000) },
  { name: 'srv/gone', body: 'it was here\n' },
  { name: 'srv/hard', type: '1', link: 'etc/motd' },
];
const UPPER = [
  { name: 'etc/motd', body: 'the second\n' },
  { name: 'srv/.wh.gone', body: '' },
];
const [lower, upper] = [tarOf(...LOWER), tarOf(...UPPER)];
const gzipped = { layers: [lower, upper], stored: [gzipSync(lower), gzipSync(upper)] };

describe('a file of an image', () => {
  it.each([
    ['plain layers', dockerArchive({ layers: [lower, upper] })],
    ['gzip layers', dockerArchive(gzipped)],
    ['eStargz layers', ociArchive([stargzLayer(LOWER), stargzLayer(UPPER)])],
    ['zstd:chunked layers', ociArchive([chunkedLayer(LOWER), chunkedLayer(UPPER)])],
  ])('is read as the selected layer has it, from %s', (name, archive) =>
    exploring(writeTo(directory, `${name}.tar`, archive), async (explorer) => {
      expect(await read(explorer, 'etc/motd', 'upTo', 0)).toBe('the first\n');
      expect(await read(explorer, 'etc/motd', 'upTo', 1)).toBe('the second\n');
      expect(await read(explorer, 'srv/hard', 'final', 1)).toBe('the first\n');
      expect(await read(explorer, 'srv/big', 'final', 1)).toBe('x'.repeat(70_000));
      expect(await read(explorer, 'srv/gone', 'layer', 1)).toBe('it was here\n');
    }),
  );

  it('says why when it went by as a stream', () =>
    exploring(
      writeTo(directory, 'whole.tar.gz', gzipSync(tarOf(...archiveMembers({ layers: [lower, upper] })))),
      async (explorer) => {
        await expect(read(explorer, 'etc/motd', 'final', 1)).rejects.toThrow('went by as a stream');
      },
    ));

  it('is no file when it is a directory', () =>
    exploring(writeTo(directory, 'plain.tar', dockerArchive({ layers: [lower] })), async (explorer) => {
      await expect(read(explorer, 'etc', 'final', 0)).rejects.toThrow('etc is no file');
    }));
});

describe('an open file', () => {
  it('shows a text with its control characters escaped and its tabs as blanks', () => {
    const viewer = openViewer({
      title: 'x',
      head: Buffer.from('a\tb\u001b[2J\r\nsecond \u202eline\n'),
      size: 20,
    });
    expect(viewer.kind).toBe('text');
    expect(textOf(viewer)).toEqual(['  1 a    b\\x1b[2J', '  2 second \\u202eline']);
  });

  it('shows the first bytes of anything else in hexadecimal', () => {
    const viewer = openViewer({
      title: 'x',
      head: Buffer.from('\u007fELF\0\u0001\u0002 and more than a row'),
      size: 26,
    });
    expect(viewer.kind).toBe('hex');
    expect(textOf(viewer)[0]).toBe(
      ' 00000000  7f 45 4c 46 00 01 02 20  61 6e 64 20 6d 6f 72 65  |.ELF... and more|',
    );
    expect(viewer.note).toBe('binary');
  });

  it('says how much it shows of what is larger', async () => {
    const piece = Buffer.alloc(1 << 20, 0x61);
    let given = 0;
    const pieces = async function* (): AsyncGenerator<Uint8Array> {
      for (; ; given++) yield piece;
    };
    const viewer = await readForViewer({ path: 'x', title: 'x', size: 1e12, pieces });
    expect(viewer.note).toBe('first 4,194,304 of 1,000,000,000,000 bytes');
    expect(given).toBeLessThan(8);
  });

  it('shows of a line without end only what is on screen', () => {
    const viewer = openViewer({ title: 'x', head: Buffer.from('y'.repeat(1 << 20)), size: 1 << 20 });
    expect(textOf({ ...viewer, left: 4000 })[0]).toMatch(/^ {2}1 y{75}…$/);
  });
});

describe('a saved file', () => {
  const scratch = (): string => mkdtempSync(join(directory, 'save-'));

  it('gets a free name and never touches what is there', async () => {
    const place = scratch();
    writeFileSync(join(place, 'motd'), 'mine');
    const names = [
      await writeFreeFile(place, 'etc/motd', ['a']),
      await writeFreeFile(place, 'etc/motd', ['b']),
    ];
    expect(names).toEqual(['motd.1', 'motd.2']);
    expect(readFileSync(join(place, 'motd'), 'utf8')).toBe('mine');
    expect(readFileSync(join(place, 'motd.2'), 'utf8')).toBe('b');
  });

  it.each([
    ['a/../../../evil', 'evil'],
    ['..', 'file'],
    ['', 'file'],
    ['x\u001b[31m\n', 'x_x1b[31m_n'],
    ['é'.repeat(200), 'é'.repeat(100)],
  ])('lands in the directory, whatever the archive calls it: %j', async (wanted, name) => {
    const place = scratch();
    expect(await writeFreeFile(place, wanted, ['a'])).toBe(name);
    expect(readdirSync(place)).toEqual([name]);
  });

  it('is taken away again when it cannot be read to its end', async () => {
    const place = scratch();
    const pieces = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('half');
      throw new Error('damaged');
    };
    await expect(writeFreeFile(place, 'x', pieces())).rejects.toThrow('damaged');
    expect(readdirSync(place)).toEqual([]);
  });
});

async function read({ subject }: Explorer, path: string, view: ViewName, layer: number): Promise<string> {
  const nodes = Array.from({ length: subject.names.size }, (_, node) => node);
  const node = nodes.find((one) => subject.names.pathText(one) === path)!;
  const pieces: Uint8Array[] = [];
  for await (const piece of subject.content({ node, view, layer }).pieces()) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

function textOf(viewer: Parameters<typeof viewerLines>[0]): readonly string[] {
  return viewerLines(viewer, 80, 20, LOOK).map((line) =>
    line
      .map(({ text }) => text)
      .join('')
      .trimEnd(),
  );
}
