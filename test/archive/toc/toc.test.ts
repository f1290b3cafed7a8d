import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ImageReport } from '../../../src/image/report.ts';
import { inspectImage } from '../../../src/inspect/image.ts';
import { scratchDirectory, writeTo } from '../../support/image-archive.ts';
import { chunkedLayer, type LayerFile, ociArchive, stargzLayer } from '../../support/seekable-layer.ts';
import { paxHeader } from '../../support/tar.ts';
import { ARCHIVES } from '../../support/truth.ts';

const directory = scratchDirectory();
let files = 0;
const write = (bytes: Uint8Array): string => writeTo(directory, `${files++}.tar`, bytes);
const readAs = (report: ImageReport): readonly unknown[] => report.layers.map((layer) => layer.readAs);

/** The report without how it was read: the same however it was. */
function facts(report: ImageReport): object {
  return { ...report, archive: null, layers: report.layers.map((layer) => ({ ...layer, readAs: null })) };
}

/** Reads a file by path, and as a stream, which has to unpack. */
async function bothWays(file: string): Promise<readonly [ImageReport, ImageReport]> {
  const options = { list: true, top: 0 };
  return [await inspectImage(file, options), await inspectImage(createReadStream(file), options)];
}

const lower: readonly LayerFile[] = [
  { name: 'etc/', type: '5', mode: 0o755 },
  { name: 'etc/motd', body: 'hello\n', mode: 0o644, uid: 7, gid: 8 },
  { name: 'etc/empty' },
  { name: 'etc/issue', body: 'issue\n', mode: 0o644 },
  { name: 'etc/link', type: '2', link: 'motd' },
  { name: 'etc/hard', type: '1', link: 'etc/motd' },
  { name: 'dev/null', type: '3' },
  { name: 'usr/big', body: 'x'.repeat(70_000) },
];
const upper: readonly LayerFile[] = [
  { name: 'etc/issue', body: 'issue\n', mode: 0o600 },
  { name: 'usr/big', body: 'y'.repeat(70_000) },
  { name: 'etc/.wh.empty' },
];

describe('a layer with a table of contents', () => {
  it('is read by it in an archive that buildx made, and says the same as unpacked', async () => {
    const [byToc, unpacked] = await bothWays(join(ARCHIVES, 'modern/outputs/buildx-oci-estargz.tar'));
    expect(readAs(byToc)).toEqual(['toc', 'toc']);
    expect(readAs(unpacked)).toEqual(['decompressed', 'decompressed']);
    expect(facts(byToc)).toEqual(facts(unpacked));
  });

  it.each([
    ['eStargz', stargzLayer],
    ['zstd:chunked', chunkedLayer],
  ])('of %s says the same as unpacked', async (_, pack) => {
    const [byToc, unpacked] = await bothWays(write(ociArchive([pack(lower), pack(upper)])));
    expect(readAs(byToc)).toEqual(['toc', 'toc']);
    expect(readAs(unpacked)).toEqual(['decompressed', 'decompressed']);
    expect(facts(byToc)).toEqual(facts(unpacked));
    expect(byToc.waste.identical).toBe(6);
    expect(byToc.layers.map((layer) => layer.entries)).toEqual([8, 3]);
  });

  it('is unpacked all the same when everything is to be verified', async () => {
    const file = write(ociArchive([stargzLayer(lower), chunkedLayer(upper)]));
    const report = await inspectImage(file, { verify: true });
    expect(readAs(report)).toEqual(['decompressed', 'decompressed']);
    expect(report.layers.map((layer) => layer.verified)).toEqual([true, true]);
  });

  const halves = lower.slice(0, 2);
  it.each([
    [
      'whose digest is another',
      stargzLayer(halves, { 'containerd.io/snapshot/stargz/toc.digest': `sha256:${'0'.repeat(64)}` }),
    ],
    [
      'whose descriptor does not say the length of the tar',
      stargzLayer(halves, { 'io.containers.estargz.uncompressed-size': null }),
    ],
    [
      'whose descriptor says nothing',
      stargzLayer(halves, { 'containerd.io/snapshot/stargz/toc.digest': null }),
    ],
    [
      'of a layer without tar-split',
      chunkedLayer(halves, { 'io.github.containers.zstd-chunked.tarsplit-position': null }),
    ],
    [
      'that lies elsewhere',
      chunkedLayer(halves, { 'io.github.containers.zstd-chunked.manifest-position': '1:2:3:1' }),
    ],
    [
      'beyond the end',
      chunkedLayer(halves, { 'io.github.containers.zstd-chunked.tarsplit-position': '99999999:20:30' }),
    ],
    [
      'of a kind that nobody knows',
      chunkedLayer(halves, { 'io.github.containers.zstd-chunked.manifest-position': '1:2:3:2' }),
    ],
    [
      'of more than fits into the tar',
      stargzLayer(halves, { 'io.containers.estargz.uncompressed-size': '1500' }),
    ],
    ['with a name that is not UTF-8', stargzLayer([{ name: 'caf\ufffd', body: 'x' }])],
  ])('%s is not used', async (_, layer) => {
    const [report, unpacked] = await bothWays(write(ociArchive([layer])));
    expect(readAs(report)).toEqual(['decompressed']);
    expect(facts(report)).toEqual(facts(unpacked));
  });

  it('keeps long names, extended attributes and times of headers that tar-split kept', async () => {
    const path = `deep/${'n'.repeat(150)}`;
    const header = paxHeader({ path, mtime: '12.75', 'SCHILY.xattr.user.a': 'b' }) as LayerFile;
    const layer = chunkedLayer([header, { name: 'short', path, body: 'content' }]);
    const [byToc, unpacked] = await bothWays(write(ociArchive([layer])));
    expect(readAs(byToc)).toEqual(['toc']);
    expect(facts(byToc)).toEqual(facts(unpacked));
  });
});
