import { createHash } from 'node:crypto';
import {
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { INDEX_VERSION } from '../../../src/image/cache/index-file.ts';
import type { ImageReport } from '../../../src/image/report.ts';
import { inspectImage } from '../../../src/inspect/image.ts';
import { plimsoll } from '../../support/cli.ts';
import { fixture } from '../../support/fixtures.ts';
import {
  archiveMembers,
  dockerArchive,
  scratchDirectory,
  sha256,
  writeTo,
} from '../../support/image-archive.ts';
import { paxHeader, tarHeader, tarOf } from '../../support/tar.ts';
import { ARCHIVES } from '../../support/truth.ts';

const directory = scratchDirectory();
let caches = 0;
const freshCache = (): string => join(directory, `cache-${++caches}`);
const FOLDER = `layer-index-${INDEX_VERSION}`;
const entriesOf = (cache: string): readonly string[] =>
  existsSync(join(cache, FOLDER)) ? readdirSync(join(cache, FOLDER)).sort() : [];
const inspect = (archive: string, cache?: string): Promise<ImageReport> =>
  inspectImage(archive, { cache, list: true, top: 0 });

/** Every kind of entry; the noise keeps the blob longer than what is sampled of it. */
const noise = Buffer.concat(
  Array.from({ length: 10_000 }, (_, n) => createHash('sha256').update(`${n}`).digest()),
);
const layers = [
  tarOf(
    { name: 'etc/', type: '5', mode: 0o755 },
    paxHeader({ path: 'etc/λ', 'SCHILY.xattr.user.x': 'y', mtime: '1700000000.25' }),
    { name: 'etc/x', body: 'hello' },
    { name: 'etc/hard', type: '1', link: 'etc/λ' },
    { name: 'etc/soft', type: '2', link: '../target' },
    { name: Buffer.of(0x62, 0xff), body: 'not UTF-8' },
    { name: 'noise', body: noise },
    { name: '.env', body: 'TOKEN=x' },
  ),
  tarOf({ name: 'etc/.wh.λ' }, { name: 'noise', body: noise, mode: 0o600 }, { name: 'opt/.wh..wh..opq' }),
];
const stored = layers.map((layer) => gzipSync(layer, { level: 1 }));
const archive = writeTo(directory, 'app.tar', dockerArchive({ layers, stored }));

/** The archive with its first layer's byte at `at` changed, all names and claims as they were. */
function lying(name: string, at: number): string {
  const spoilt = Buffer.from(stored[0]!);
  spoilt[at] = spoilt[at]! ^ 0x55;
  const members = archiveMembers({ layers, stored });
  return writeTo(directory, name, tarOf({ ...members[0]!, body: spoilt }, ...members.slice(1)));
}

describe('an index cache', () => {
  it.each([
    archive,
    join(ARCHIVES, 'tiny/kitchen/oci-zstd.tar'),
    join(ARCHIVES, 'tiny/names/oci-gzip'),
    join(ARCHIVES, 'modern/harbor-c8d/docker29-c8d-save.tar'),
  ])('changes nothing about the report of %s', async (file) => {
    const cache = freshCache();
    const without = await inspect(file);
    expect(await inspect(file, cache)).toEqual(without);
    expect(entriesOf(cache).length).toBeGreaterThan(0);
    expect(await inspect(file, cache)).toEqual(without);
  });

  it('keeps compressed layers under the digests of their blobs, readable by their owner alone', async () => {
    const cache = freshCache();
    await inspect(archive, cache);
    expect(entriesOf(cache)).toEqual(stored.map((blob) => sha256(blob).slice(7)).sort());
    for (const name of entriesOf(cache)) expect(statSync(join(cache, FOLDER, name)).mode & 0o777).toBe(0o600);
  });

  it('keeps nothing of plain layers, of streams, and unless it is asked for', async () => {
    const cache = freshCache();
    const plain = fixture('archives/tiny/kitchen/docker20-save.tar');
    await inspect(plain, cache);
    await inspectImage(createReadStream(archive), { cache });
    await inspectImage(createReadStream(`${plain}.gz`), { cache });
    await inspect(archive);
    expect(existsSync(cache)).toBe(false);
  });

  it('is used instead of unpacking: damage that only unpacking would meet is not met, but for --verify', async () => {
    const cache = freshCache();
    const first = await inspect(archive, cache);
    const file = lying('unsampled.tar', 6000);
    expect((await inspect(file, cache)).totals).toEqual(first.totals);
    await expect(inspectImage(file, { cache, verify: true })).rejects.toThrow(/is damaged|claims sha256/);
    await expect(inspect(file)).rejects.toThrow(/is damaged/);
  });

  it('lets through nothing that a limit would stop', async () => {
    const cache = freshCache();
    await inspect(archive, cache);
    const packed = writeTo(directory, 'app.tar.gz', gzipSync(readFileSync(archive)));
    await inspect(packed, cache);
    for (const file of [archive, packed])
      await expect(inspectImage(file, { cache, maxUnpacked: 100_000 })).rejects.toMatchObject({
        code: 'limit',
      });
  });

  it('keeps a layer of 150,000 symlinks', async () => {
    const cache = freshCache();
    const header = tarHeader({ name: 'link', type: '2', link: 'x' });
    const links = Buffer.concat(new Array<Buffer>(150_000).fill(header));
    const file = writeTo(
      directory,
      'links.tar',
      dockerArchive({ layers: [links], stored: [gzipSync(links, { level: 1 })] }),
    );
    const first = await inspectImage(file, { cache });
    const [name] = entriesOf(cache);
    utimesSync(join(cache, FOLDER, name!), 1000, 1000);
    expect(await inspectImage(file, { cache })).toEqual(first);
    expect(statSync(join(cache, FOLDER, name!)).mtimeMs).toBeGreaterThan(1_000_000);
  });

  it('is not used for a blob that differs where it is sampled', async () => {
    const cache = freshCache();
    await inspect(archive, cache);
    await expect(inspect(lying('sampled.tar', 300), cache)).rejects.toThrow(/is damaged/);
  });

  it('keeps nothing of a blob that is not what it is called', async () => {
    const cache = freshCache();
    const other = gzipSync(tarOf({ name: 'evil', body: 'x' }));
    const members = archiveMembers({ layers, stored });
    const file = writeTo(directory, 'liar.tar', tarOf({ ...members[0]!, body: other }, ...members.slice(1)));
    expect((await inspect(file, cache)).layers[0]).toMatchObject({ entries: 1, digest: sha256(stored[0]!) });
    expect(entriesOf(cache)).toEqual([sha256(stored[1]!).slice(7)]);
  });

  it('never trusts an entry that is damaged, cut off, empty or of another blob, and writes it anew', async () => {
    const cache = freshCache();
    const without = await inspect(archive);
    await inspect(archive, cache);
    const [one, two] = entriesOf(cache).map((name) => join(cache, FOLDER, name)) as [string, string];
    const good = readFileSync(one);
    const spoilt = (at: number): Buffer => {
      const copy = Buffer.from(good);
      copy[at] = copy[at]! ^ 1;
      return copy;
    };
    const places = Array.from({ length: 24 }, (_, n) => Math.floor((n * (good.length - 1)) / 23));
    const wrong = [
      ...places.map(spoilt),
      good.subarray(0, -1),
      good.subarray(0, 20),
      Buffer.alloc(0),
      readFileSync(two),
    ];
    for (const bytes of wrong) {
      writeFileSync(one, bytes);
      expect(await inspect(archive, cache)).toEqual(without);
      expect(readFileSync(one).equals(good)).toBe(true);
    }
  });

  it('works for several processes at once', async () => {
    const cache = freshCache();
    const run = (): Promise<{ out: string }> =>
      plimsoll(['image', archive, '--format', 'json', '--cache', cache]);
    const results = await Promise.all(Array.from({ length: 6 }, run));
    expect(new Set(results.map(({ out }) => out)).size).toBe(1);
    expect(entriesOf(cache)).toHaveLength(2);
  });

  it('removes what was used least recently when it is full, and what killed processes left, and nothing else', async () => {
    const { openIndexCache } = await import('../../../src/image/cache/index-cache.ts');
    const cache = freshCache();
    await inspect(archive, cache);
    const [one, two] = entriesOf(cache) as [string, string];
    const path = (name: string): string => join(cache, FOLDER, name);
    utimesSync(path(one), 1000, 1000);
    const dead = `${two}.${'0'.repeat(12)}.tmp`;
    copyFileSync(path(two), path(dead));
    utimesSync(path(dead), 2000, 2000);
    writeFileSync(path('letter.tmp'), 'of the user, who keeps it in an odd place');
    utimesSync(path('letter.tmp'), 1000, 1000);
    await inspect(archive, cache); // the older entry is used, and so the younger one
    utimesSync(path(two), 1500, 1500);
    const small = openIndexCache(cache, statSync(path(one)).size + 300);
    const { openArchive } = await import('../../../src/archive/open.ts');
    const { LayerIndex } = await import('../../../src/image/index/layer-index.ts');
    const { NameTree } = await import('../../../src/image/index/name-tree.ts');
    const opened = await openArchive(archive, () => new LayerIndex(new NameTree()), {
      verify: true,
      maxUnpacked: null,
    });
    const layer = opened.contents.images[0]!.layers.find(({ digest }) => digest === `sha256:${one}`)!;
    const scan = await opened.store.scanLayer(layer.member, null, { verify: true, maxUnpacked: null });
    small.keep(layer.digest!, opened.store.packed(layer.member)!.range, scan);
    small.prune();
    opened.store.close();
    expect(entriesOf(cache)).toEqual([one, 'letter.tmp']);
  });
});

describe('plimsoll image', () => {
  it('keeps indexes in the user’s cache directory, as XDG has it', async () => {
    const home = join(directory, 'home');
    mkdirSync(home);
    await plimsoll(['image', archive], { env: { XDG_CACHE_HOME: join(home, 'xdg') } });
    expect(entriesOf(join(home, 'xdg/plimsoll'))).toHaveLength(2);
    await plimsoll(['image', archive], { env: { XDG_CACHE_HOME: 'not/absolute', HOME: home } });
    expect(entriesOf(join(home, '.cache/plimsoll'))).toHaveLength(2);
  });

  it('writes nothing with --no-cache, without a home, and where it may not', async () => {
    const home = join(directory, 'untouched');
    mkdirSync(home);
    writeFileSync(join(home, 'file'), '');
    const env = { XDG_CACHE_HOME: join(home, 'cache'), HOME: home };
    expect((await plimsoll(['image', archive, '--no-cache'], { env })).code).toBe(0);
    expect((await plimsoll(['image', archive], { env: { XDG_CACHE_HOME: '', HOME: undefined } })).code).toBe(
      0,
    );
    const refused = await plimsoll(['image', archive], { env: { XDG_CACHE_HOME: join(home, 'file') } });
    expect([refused.code, refused.err]).toEqual([0, '']);
    expect(readdirSync(home)).toEqual(['file']);
  });

  it('says that a cache directory cannot be made', async () => {
    const { code, out, err } = await plimsoll(['image', archive, '--cache', join(archive, 'below')]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(
      /^plimsoll: The cache directory .*below cannot be made \(ENOTDIR\)\.\n {2}Give --cache/,
    );
  });
});
