import { createReadStream, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { INDEX_VERSION } from '../../../src/image/cache/index-file.ts';
import type { ImageReport } from '../../../src/image/report.ts';
import { inspectImage } from '../../../src/inspect/image.ts';
import { fixture } from '../../support/fixtures.ts';
import { archiveMembers, dockerArchive, scratchDirectory, writeTo } from '../../support/image-archive.ts';
import { tarOf } from '../../support/tar.ts';

const directory = scratchDirectory();
let caches = 0;
const freshCache = (): string => join(directory, `cache-${++caches}`);
const folderOf = (cache: string): string => join(cache, `layer-index-${INDEX_VERSION}`);
const entriesOf = (cache: string): readonly string[] =>
  existsSync(folderOf(cache)) ? readdirSync(folderOf(cache)) : [];
const inspect = (archive: string, cache?: string): Promise<ImageReport> =>
  inspectImage(archive, { cache, list: true, top: 0, duplicates: true });

/** Text that gzip stores, so that a byte of the layer has its place in the archive. */
const layers = [
  tarOf({ name: 'etc/', type: '5' }, { name: 'etc/passwd', body: 'root' }, { name: '.env', body: 'TOKEN=x' }),
  tarOf({ name: 'etc/passwd', body: 'root' }, { name: 'soft', type: '2', link: 'etc' }),
  tarOf({ name: 'etc/.wh.passwd' }, { name: 'hard', type: '1', link: 'nowhere' }),
];
const image = { layers, stored: layers.map((layer, n) => (n === 2 ? gzipSync(layer) : layer)) };
const packed = (members = archiveMembers(image)): Buffer => gzipSync(tarOf(...members), { level: 0 });
const archive = writeTo(directory, 'app.tar.gz', packed());

describe('a cache, of an archive that is compressed as a whole,', () => {
  it.each([
    archive,
    fixture('archives/tiny/kitchen/docker20-save.tar.gz'),
    writeTo(
      directory,
      'c8d.tar.gz',
      gzipSync(readFileSync(fixture('archives/modern/harbor-c8d/docker29-c8d-save.tar'))),
    ),
    writeTo(directory, 'oci.tar.gz', gzipSync(readFileSync(fixture('archives/tiny/kitchen/oci-zstd.tar')))),
  ])('changes nothing about the report of %s', async (file) => {
    const cache = freshCache();
    const without = await inspect(file);
    expect(await inspect(file, cache)).toEqual(without);
    expect(entriesOf(cache)).toHaveLength(1);
    expect(await inspect(file, cache)).toEqual(without);
    expect(entriesOf(cache)).toHaveLength(1);
  });

  it('keeps one file under what tells the archive, readable by its owner alone', async () => {
    const cache = freshCache();
    await inspect(archive, cache);
    const [name] = entriesOf(cache);
    expect(name).toMatch(/^archive-[0-9a-f]{64}$/);
    expect(statSync(join(folderOf(cache), name!)).mode & 0o777).toBe(0o600);
  });

  it('is used instead of unpacking, under any name of the file', async () => {
    const cache = freshCache();
    const first = await inspect(archive, cache);
    const kept = join(folderOf(cache), entriesOf(cache)[0]!);
    const before = statSync(kept).mtimeMs;
    const copy = writeTo(directory, 'copy.tar.gz', packed());
    const phases = new Set<string>();
    const again = await inspectImage(copy, {
      cache,
      list: true,
      top: 0,
      duplicates: true,
      onProgress: ({ phase }) => phases.add(phase),
    });
    expect(again).toEqual({ ...first, archive: { ...first.archive, path: copy } });
    expect([...phases]).toEqual(['checking the archive']);
    expect(statSync(kept).mtimeMs).toBeGreaterThanOrEqual(before);
  });

  it('is not used for an archive that differs in one byte, wherever it is', async () => {
    const cache = freshCache();
    await inspect(archive, cache);
    const good = readFileSync(archive);
    for (const at of [40, 700, 2100, good.length >> 1, good.length - 1500, good.length - 3]) {
      const spoilt = Buffer.from(good);
      spoilt[at] = spoilt[at]! ^ 1;
      const file = writeTo(directory, 'spoilt.tar.gz', spoilt);
      const without = await inspect(file).catch((error: Error) => error.message);
      expect(await inspect(file, cache).catch((error: Error) => error.message)).toEqual(without);
    }
  });

  it('is not asked by --verify', async () => {
    const cache = freshCache();
    await inspect(archive, cache);
    const report = await inspectImage(archive, { cache, verify: true });
    expect(report.layers.map(({ verified }) => verified)).toEqual([true, true, true]);
  });

  it('never trusts what is damaged or cut off, and writes it anew', async () => {
    const cache = freshCache();
    const without = await inspect(archive, cache);
    const kept = join(folderOf(cache), entriesOf(cache)[0]!);
    const good = readFileSync(kept);
    const places = Array.from({ length: 24 }, (_, n) => Math.floor((n * (good.length - 1)) / 23));
    const wrong = [
      ...places.map((at) => flipped(good, at)),
      good.subarray(0, -1),
      good.subarray(9),
      Buffer.alloc(0),
    ];
    for (const bytes of wrong) {
      writeFileSync(kept, bytes);
      expect(await inspect(archive, cache)).toEqual(without);
      expect(readFileSync(kept).equals(good)).toBe(true);
    }
  });

  it('says of a broken member what unpacking says', async () => {
    const cache = freshCache();
    const members = archiveMembers(image);
    const broken = members.map((member, n) =>
      n === 0 ? { ...member, body: Buffer.alloc(2000, 7) } : member,
    );
    const [file, other] = ['broken.tar.gz', 'other.tar.gz'].map((name) =>
      writeTo(directory, name, packed(broken)),
    );
    const message = await inspect(file!).catch((error: Error) => error.message);
    for (let look = 0; look < 2; look++)
      await expect(inspect(file!, cache)).rejects.toThrow(message as string);
    await expect(inspect(other!, cache)).rejects.toThrow(/^\S+other\.tar\.gz/);
  });

  it('serves streams neither before nor after', async () => {
    const cache = freshCache();
    const streamed = await inspectImage(createReadStream(archive), { cache });
    expect(entriesOf(cache)).toEqual([]);
    await inspect(archive, cache);
    expect(await inspectImage(createReadStream(archive), { cache })).toEqual(streamed);
  });

  it('keeps nothing of an archive that holds no image', async () => {
    const cache = freshCache();
    const file = writeTo(directory, 'none.tar.gz', gzipSync(tarOf({ name: 'x', body: 'y' })));
    await expect(inspect(file, cache)).rejects.toThrow(/not an image/);
    expect(entriesOf(cache)).toEqual([]);
  });

  it('knows the base that is named as an archive, too', async () => {
    const cache = freshCache();
    const plain = writeTo(directory, 'app.tar', dockerArchive(image));
    const look = (): Promise<ImageReport> => inspectImage(plain, { cache, base: archive });
    const first = await look();
    expect(first.base).toMatchObject({ layers: 3 });
    expect(entriesOf(cache).some((name) => name.startsWith('archive-'))).toBe(true);
    expect(await look()).toEqual(first);
  });
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = copy[at]! ^ 1;
  return copy;
}
