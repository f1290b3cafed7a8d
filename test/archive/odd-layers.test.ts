import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { inspectArchive } from '../../src/inspect/archive.ts';
import { inspectImage } from '../../src/inspect/image.ts';
import {
  archiveMembers,
  dockerArchive,
  scratchDirectory,
  sha256,
  writeTo,
} from '../support/image-archive.ts';
import { descriptor, json } from '../support/oci.ts';
import { paxHeader, type TarEntry, tarHeader, tarOf, tarWithoutEnd } from '../support/tar.ts';
import { storedFrame } from '../support/zstd.ts';

const directory = scratchDirectory();
const stream = (bytes: Buffer): Readable => Readable.from([bytes]);
const paths = async (bytes: Buffer): Promise<readonly string[]> =>
  (await inspectImage(stream(bytes), { list: true })).entries!.map(({ path }) => path);

describe('odd layers that are read', () => {
  const base = tarOf({ name: 'a', body: 'aa' }, { name: 'b', body: 'bbb' }, { name: 'c', body: 'c' });

  it('whiteouts that are hard links to each other, as overlay2 leaves them', async () => {
    const top = tarOf({ name: '.wh.a' }, { name: '.wh.b', type: '1', link: '.wh.a' });
    const report = await inspectImage(stream(dockerArchive({ layers: [base, top] })), { list: true });
    expect(report.entries!.map(({ path }) => path)).toEqual(['c']);
    expect(report.layers[1]).toMatchObject({ whiteouts: 2, files: 0, hardlinks: 0, hidesBytes: 5 });
    expect(report.warnings).toEqual([]);
  });

  it('whiteouts with the name of a link, and of what was never there', async () => {
    const top = tarOf({ name: '.wh.a', link: 'b' }, { name: '.wh.nothing' }, { name: 'd/.wh.e' });
    expect(await paths(dockerArchive({ layers: [base, top] }))).toEqual(['b', 'c']);
  });

  it('a file put again beside its own whiteout, in either order', async () => {
    const [before, after] = [{ name: 'a', body: 'new' }, { name: '.wh.a' }];
    for (const top of [tarOf(before, after), tarOf(after, before)]) {
      const report = await inspectImage(stream(dockerArchive({ layers: [base, top] })), { list: true });
      expect(report.entries!.find(({ path }) => path === 'a')).toMatchObject({ bytes: 3, layer: 1 });
    }
  });

  it('global pax headers, in the layer and around it', async () => {
    const global = paxHeader({ comment: '0123456789abcdef', mtime: '1700000000' }, 'g');
    const members = archiveMembers({ layers: [tarOf(global, { name: 'a', body: 'x' })] });
    expect(await paths(tarOf(global, ...members))).toEqual(['a']);
  });

  it('GNU and pax sparse files, with their sizes', async () => {
    const gnu: TarEntry = {
      name: 'gnu',
      type: 'S',
      body: 'x'.repeat(512),
      format: 'gnu',
      patch: (header) => header.write('00000100000\0', 483),
    };
    const pax = [
      paxHeader({
        'GNU.sparse.major': '1',
        'GNU.sparse.minor': '0',
        'GNU.sparse.realsize': '65536',
        'GNU.sparse.name': 'pax',
      }),
      { name: 'GNUSparseFile.0/pax', body: '1\n0\n512\n'.padEnd(512, '\0') + 'y'.repeat(512) },
    ];
    const report = await inspectImage(stream(dockerArchive({ layers: [tarOf(gnu, ...pax)] })), {
      list: true,
    });
    expect(report.entries!.map(({ path, bytes }) => [path, bytes])).toEqual([
      ['gnu', 32768],
      ['pax', 65536],
    ]);
  });

  it.each([
    ['no bytes at all', Buffer.alloc(0)],
    ['an empty tar', tarOf()],
    ['an empty tar in gzip', gzipSync(tarOf())],
    ['no bytes in gzip', gzipSync(Buffer.alloc(0))],
    ['no bytes in zstd', storedFrame('')],
  ])('one of %s', async (_, stored) => {
    const plain = stored.length === 1024 || stored.length === 32 ? tarOf() : Buffer.alloc(0);
    const file = writeTo(
      directory,
      'empty.tar',
      dockerArchive({ layers: [base, plain], stored: [base, stored] }),
    );
    const report = await inspectImage(file);
    expect(report.layers[1]).toMatchObject({ entries: 0, fileBytes: 0 });
  });

  it('one without end blocks, and one with other bytes behind them', async () => {
    const open = tarWithoutEnd({ name: 'x', body: 'x' });
    const more = Buffer.concat([tarOf({ name: 'y', body: 'y' }), tarOf({ name: 'behind', body: 'z' })]);
    const report = await inspectImage(stream(dockerArchive({ layers: [open, more] })), { list: true });
    expect(report.entries!.map(({ path }) => path)).toEqual(['x', 'y']);
    expect(report.totals.tarBytes).toBe(open.length + more.length);
  });

  it('names that begin with ./ or / or climb, all inside the root', async () => {
    const layer = tarOf(
      { name: './etc/', type: '5' },
      { name: '/etc/a' },
      { name: '../../etc/b' },
      { name: 'etc/x/../c' },
    );
    expect(await paths(dockerArchive({ layers: [layer] }))).toEqual(['etc', 'etc/a', 'etc/b', 'etc/c']);
  });

  it('the same layer twice', async () => {
    const report = await inspectImage(stream(dockerArchive({ layers: [base, base] })));
    expect(report.waste).toMatchObject({ overwritten: 6, identical: 6 });
    expect(report.totals).toMatchObject({ layers: 2, fileBytes: 12, visibleBytes: 6 });
  });

  it('a created_by of 120,000 characters, whole', async () => {
    const history = [{ created_by: `RUN ${'x'.repeat(120_000)}` }];
    const report = await inspectImage(stream(dockerArchive({ layers: [base], history })));
    expect(report.history[0]!.createdBy).toHaveLength(120_004);
  });
});

describe('odd images that are read', () => {
  const layer = tarOf({ name: 'a', body: 'x' });

  it.each([null, []])('one whose list of layers is %j', async (layers) => {
    const config = json({ os: 'linux', architecture: 'amd64', rootfs: { type: 'layers', diff_ids: layers } });
    const bytes = tarOf(
      { name: 'c.json', body: config },
      { name: 'manifest.json', body: json([{ Config: 'c.json', RepoTags: null, Layers: layers }]) },
    );
    const report = await inspectImage(stream(bytes), { list: true });
    expect(report).toMatchObject({ layers: [], entries: [], totals: { efficiency: 1 } });
  });

  it('skopeo’s dir: with zstd layers under Docker’s media types', async () => {
    const [blob, config] = [
      storedFrame(layer),
      json({ os: 'linux', architecture: 'arm64', rootfs: { diff_ids: [sha256(layer)] } }),
    ];
    const manifest = json({
      schemaVersion: 2,
      config: descriptor(config, 'application/vnd.docker.container.image.v1+json'),
      layers: [descriptor(blob, 'application/vnd.docker.image.rootfs.diff.tar.zstd')],
    });
    const dir = join(directory, 'skopeo');
    mkdirSync(dir);
    writeTo(dir, 'version', 'Directory Transport Version: 1.1\n');
    writeTo(dir, 'manifest.json', manifest);
    for (const body of [blob, config]) writeTo(dir, sha256(body).slice(7), body);
    const report = await inspectImage(dir, { verify: true });
    expect(report.archive.format).toBe('dir');
    expect(report.layers[0]).toMatchObject({ compression: 'zstd', entries: 1, verified: true });
  });

  it('podman’s save of several images that share a layer and have no v1 directories', async () => {
    const own = [tarOf({ name: 'one', body: '1' }), tarOf({ name: 'two', body: '22' })];
    const name = (bytes: Buffer): string => `${sha256(bytes).slice(7)}.tar`;
    const configs = own.map((top, i) =>
      json({ os: 'linux', architecture: 'amd64', i, rootfs: { diff_ids: [layer, top].map(sha256) } }),
    );
    const items = own.map((top, i) => ({
      Config: `${sha256(configs[i]!).slice(7)}.json`,
      RepoTags: [`localhost/app:${i}`],
      Layers: [name(layer), name(top)],
    }));
    const members: TarEntry[] = [
      ...[layer, ...own].map((body) => ({ name: name(body), body })),
      ...configs.map((body) => ({ name: `${sha256(body).slice(7)}.json`, body })),
      { name: 'manifest.json', body: json(items) },
    ];
    const report = await inspectArchive(stream(tarOf(...members)));
    expect(report.images.map(({ report: { image } }) => image.tags)).toEqual([
      ['localhost/app:0'],
      ['localhost/app:1'],
    ]);
    expect(report.totals).toMatchObject({
      shared: { layers: 1, fileBytes: 1 },
      unique: { layers: 2, fileBytes: 3 },
    });
  });

  it('two images that claim one diff ID for two different layers, which are not the same for that', async () => {
    const [one, two] = [tarOf({ name: 'one', body: '1' }), tarOf({ name: 'two', body: '22' })];
    const config = json({ os: 'linux', architecture: 'amd64', rootfs: { diff_ids: [sha256(one)] } });
    const items = ['one.tar', 'two.tar'].map((name) => ({
      Config: 'c.json',
      RepoTags: [name],
      Layers: [name],
    }));
    const report = await inspectArchive(
      stream(
        tarOf(
          { name: 'one.tar', body: one },
          { name: 'two.tar', body: two },
          { name: 'c.json', body: config },
          { name: 'manifest.json', body: json(items) },
        ),
      ),
    );
    expect(report.totals).toMatchObject({ shared: { layers: 0 }, unique: { layers: 2, fileBytes: 3 } });
  });

  it('a layer of a foreign media type that is there, and one that is not, by the sources that Docker names', async () => {
    const gone = `sha256:${'e'.repeat(64)}`;
    const config = json({
      os: 'windows',
      architecture: 'amd64',
      rootfs: { diff_ids: [gone, sha256(layer)] },
    });
    const foreign = 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip';
    const item = {
      Config: 'c.json',
      RepoTags: null,
      Layers: ['gone/layer.tar', 'here/layer.tar'],
      LayerSources: {
        [gone]: { mediaType: foreign, size: 100, digest: gone },
        [sha256(layer)]: { mediaType: foreign, size: layer.length, digest: sha256(layer) },
      },
    };
    const bytes = tarOf(
      { name: 'c.json', body: config },
      { name: 'here/layer.tar', body: layer },
      { name: 'manifest.json', body: json([item]) },
    );
    const report = await inspectImage(stream(bytes));
    expect(report.layers.map(({ readAs, entries }) => [readAs, entries])).toEqual([
      [null, 0],
      ['plain-index', 1],
    ]);
    expect(report.warnings.map(({ code }) => code)).toContain('layer-not-distributed');
  });

  it('headers of the outer tar in GNU’s dialect, with long names', async () => {
    const [blob, config, manifest] = archiveMembers({ layers: [layer] });
    const long = `${'deep/'.repeat(30)}layer.tar`;
    const item = { ...JSON.parse(String(manifest!.body))[0], Layers: [long] };
    const bytes = Buffer.concat([
      tarWithoutEnd({ name: '././@LongLink', type: 'L', body: `${long}\0`, format: 'gnu' }),
      tarHeader({ name: long.slice(0, 99), size: layer.length, format: 'gnu' }),
      tarWithoutEnd({ name: 'x', body: blob!.body as Buffer }).subarray(512),
      tarOf(config!, { name: 'manifest.json', body: json([item]) }),
    ]);
    expect(await paths(bytes)).toEqual(['a']);
  });
});
