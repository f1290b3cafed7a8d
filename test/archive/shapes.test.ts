import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ImageReport } from '../../src/image/report.ts';
import { inspectImage } from '../../src/inspect/image.ts';
import { scratchDirectory, sha256, writeTo } from '../support/image-archive.ts';
import { descriptor, imageIndex, imageManifest, json, ociLayout } from '../support/oci.ts';
import { type TarEntry, tarOf } from '../support/tar.ts';
import { skippableFrame, storedFrame } from '../support/zstd.ts';

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const SIGNATURE = 'application/vnd.dev.cosign.simplesigning.v1+json';
const CACHE = 'application/vnd.buildkit.cacheconfig.v0';
const GZIP = 'application/vnd.oci.image.layer.v1.tar+gzip';
const directory = scratchDirectory();

const base = tarOf(
  { name: './', type: '5' },
  { name: './etc/', type: '5' },
  { name: './etc/motd', body: 'hello\n' },
);
const top = tarOf(
  { name: 'etc/motd', body: 'changed\n' },
  { name: 'etc/.wh.gone' },
  { name: 'app', body: 'x' },
);
const plain = [base, top];
const gzipped = plain.map((layer) => gzipSync(layer));
const config = json({
  architecture: 'amd64',
  os: 'linux',
  rootfs: { type: 'layers', diff_ids: plain.map(sha256) },
  history: [
    { created_by: 'ADD base' },
    { created_by: 'ENV A=b', empty_layer: true },
    { created_by: 'RUN change' },
  ],
});
const hex = (bytes: Buffer): string => sha256(bytes).slice(7);
const byHex = `${hex(config)}.json`;
const layersOf = (stored: readonly Buffer[], type: string): object[] =>
  stored.map((body) => descriptor(body, type));
const manifest = imageManifest(config, layersOf(gzipped, GZIP));
const mislabelled = imageManifest(config, layersOf(plain, GZIP));
const octets = 'application/octet-stream';
const untold = json({ config: descriptor(config, octets), layers: layersOf(gzipped, GZIP) });
const chart = json({ config: descriptor(json({}), 'application/vnd.cncf.helm.config.v1+json'), layers: [] });

function dockerOf(
  configName: string,
  names: readonly string[],
  stored: readonly Buffer[] = plain,
): TarEntry[] {
  return [
    { name: configName, body: config },
    ...stored.map((body, i) => ({ name: names[i]!, body })),
    {
      name: 'manifest.json',
      body: json([{ Config: configName, RepoTags: ['made/by:hand'], Layers: names }]),
    },
  ];
}

/** The second layer under another name, and a link in its place. */
function linked(type: string, target: string): TarEntry[] {
  const [first, layer, second, list] = dockerOf(byHex, ['5e/layer.tar', '6f/layer.tar']);
  return [
    first!,
    layer!,
    { name: '6f/layer.tar', type, link: target },
    { ...second!, name: 'moved/layer.tar' },
    list!,
  ];
}

/** An index in an index in an index. */
function nested(): TarEntry[] {
  const inner = imageIndex([descriptor(manifest, MANIFEST)]);
  const outer = imageIndex([descriptor(inner, 'application/vnd.oci.image.index.v1+json')]);
  return ociLayout(imageIndex([descriptor(outer, '')]), outer, inner, manifest, config, ...gzipped);
}

/** An image beside a chart, an attestation and a platform that was never pulled. */
function accompanied(): TarEntry[] {
  const attests = { annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } };
  const index = imageIndex([
    descriptor(chart, MANIFEST),
    descriptor(manifest, MANIFEST),
    descriptor(json({ absent: 1 }), MANIFEST, attests),
    descriptor(json({ absent: 2 }), MANIFEST, { platform: { os: 'linux', architecture: 's390x' } }),
  ]);
  return ociLayout(index, chart, json({}), manifest, config, ...gzipped);
}

/** An image beside a layer and a configuration that an index lists as if they were manifests. */
function amongBlobs(): TarEntry[] {
  const cache = descriptor(json({ records: [] }), CACHE);
  const index = imageIndex([descriptor(gzipped[0]!, GZIP), cache, descriptor(manifest, MANIFEST)]);
  return ociLayout(index, json({ records: [] }), manifest, config, ...gzipped);
}

/** What cosign and ORAS put beside an image: a signature that poses as one, and a manifest without a config. */
function signed(): TarEntry[] {
  const signature = json({ critical: {} });
  const blank = json({ os: '', architecture: '', rootfs: { type: 'layers', diff_ids: [sha256(signature)] } });
  const signs = imageManifest(blank, [descriptor(signature, SIGNATURE)]);
  const sbom = json({
    mediaType: 'application/vnd.oci.artifact.manifest.v1+json',
    artifactType: 'text/sbom',
  });
  const index = imageIndex([signs, sbom, manifest].map((bytes) => descriptor(bytes, MANIFEST)));
  return ociLayout(index, signs, blank, signature, sbom, manifest, config, ...gzipped);
}

const members = (tar: Buffer): Buffer =>
  Buffer.concat([
    gzipSync(tar.subarray(0, 700)),
    gzipSync(''),
    gzipSync(tar.subarray(700)),
    Buffer.alloc(300),
  ]);
const frames = (tar: Buffer): Buffer =>
  Buffer.concat([
    skippableFrame('meta'),
    storedFrame(tar.subarray(0, 700)),
    storedFrame(tar.subarray(700)),
    skippableFrame(''),
  ]);
const tarGz = gzipped.map((layer) => `${hex(layer)}.tar.gz`);
const ab = ['a', 'b'];

const shapes: readonly (readonly [string, readonly TarEntry[]])[] = [
  ['kaniko, crane and ko', dockerOf(sha256(config), tarGz, gzipped)],
  [
    'crane, with zstd layers',
    dockerOf(
      sha256(config),
      ['a.tar.zst', 'b.tar.zst'],
      plain.map((tar) => storedFrame(tar)),
    ),
  ],
  ['jib', dockerOf('config.json', tarGz, gzipped)],
  ['bazel rules_docker', dockerOf(byHex, ['1a/layer.tar', '2b/layer.tar'])],
  [
    'nix dockerTools',
    dockerOf(byHex, ['3c/layer.tar', '4d/layer.tar']).map((it) => ({ ...it, name: `./${String(it.name)}` })),
  ],
  ['an old engine, with a layer that is a symlink', linked('2', '../moved/layer.tar')],
  ['someone who linked members hard', linked('1', 'moved/layer.tar')],
  ['someone who named members absolutely', dockerOf(`/${byHex}`, ['/a.tar', '/b.tar'])],
  ['someone with several gzip members a layer, and zeros behind', dockerOf('c.json', ab, plain.map(members))],
  ['someone with several zstd frames a layer', dockerOf('c.json', ab, plain.map(frames))],
  ['an OCI tool', ociLayout(imageIndex([descriptor(manifest, MANIFEST)]), manifest, config, ...gzipped)],
  [
    'an OCI tool that mislabels layers',
    ociLayout(imageIndex([descriptor(mislabelled, MANIFEST)]), mislabelled, config, ...plain),
  ],
  ['an OCI tool that nests indexes', nested()],
  ['an OCI tool that adds attestations and charts', accompanied()],
  ['cosign and ORAS, which add signatures and SBOMs', signed()],
  ['someone who indexed more than manifests', amongBlobs()],
  [
    'an OCI tool that says nothing of its config',
    ociLayout(imageIndex([descriptor(untold, MANIFEST)]), untold, config, ...gzipped),
  ],
];

function expectRead(report: ImageReport): void {
  const facts = report.layers.map((layer) => [
    layer.diffId,
    layer.entries,
    layer.fileBytes,
    layer.instruction,
  ]);
  expect(facts).toEqual([
    [sha256(base), 3, 6, 'ADD base'],
    [sha256(top), 3, 9, 'RUN change'],
  ]);
  expect(report.image.id).toBe(sha256(config));
  expect(report.totals).toMatchObject({ visibleBytes: 9, wastedBytes: 6, visiblePaths: 3 });
  expect(report.totals.tarBytes).toBe(base.length + top.length);
  expect(report.accounting.balances).toBe(true);
}

describe('an image is read from an archive made by', () => {
  it.each(shapes)(
    '%s, as a file, as a stream, in any order, compressed as a whole',
    async (name, entries) => {
      const tar = tarOf(...entries);
      const file = writeTo(directory, `${name}.tar`, tar);
      expectRead(await inspectImage(file));
      expectRead(await inspectImage(file, { verify: true }));
      expectRead(await inspectImage(Readable.from([tar])));
      expectRead(await inspectImage(Readable.from([tarOf(...entries.toReversed())]), { verify: true }));
      expectRead(await inspectImage(writeTo(directory, `${name}.gz`, gzipSync(tar))));
      expectRead(await inspectImage(writeTo(directory, `${name}.zst`, storedFrame(tar))));
    },
  );

  it('someone who added members to it, so that the later one of a name counts', async () => {
    const tar = tarOf({ name: 'manifest.json', body: '[{}]' }, ...dockerOf('c.json', ab));
    expectRead(await inspectImage(writeTo(directory, 'twice.tar', tar)));
    expectRead(await inspectImage(Readable.from([tar])));
  });

  it('bazel rules_oci: a directory whose blobs are links inside it', async () => {
    const root = join(directory, 'rules_oci');
    for (const { name, body } of ociLayout(
      imageIndex([descriptor(manifest, MANIFEST)]),
      manifest,
      config,
      ...gzipped,
    )) {
      const [path, target] = [
        join(root, String(name)),
        join(root, 'content', hex(Buffer.from(body as Buffer))),
      ];
      for (const folder of [dirname(path), dirname(target)]) mkdirSync(folder, { recursive: true });
      writeTo(dirname(target), hex(Buffer.from(body as Buffer)), Buffer.from(body as Buffer));
      symlinkSync(target, path);
    }
    expectRead(await inspectImage(root));
  });

  it('an OCI tool, with the name that docker’s own form has', async () => {
    const named = (name: string): TarEntry[] => {
      const annotations = { 'io.containerd.image.name': name };
      const index = imageIndex([descriptor(manifest, MANIFEST, { annotations })]);
      return ociLayout(index, manifest, config, ...gzipped);
    };
    const tags = async (name: string): Promise<unknown> =>
      (await inspectImage(Readable.from([tarOf(...named(name))]))).image.tags;
    expect(await tags('docker.io/library/made:1')).toEqual(['made:1']);
    expect(await tags('docker.io/made/by:hand')).toEqual(['made/by:hand']);
    expect(await tags('localhost:5000/made/by:hand')).toEqual(['localhost:5000/made/by:hand']);
    const long = Readable.from([tarOf(...named('docker.io/library/made:1'))]);
    expectRead(await inspectImage(long, { image: 'docker.io/library/made:1' }));
  });

  it('an OCI tool, and says what lies beside the image', async () => {
    const { archive } = await inspectImage(writeTo(directory, 'accompanied.tar', tarOf(...accompanied())));
    expect(archive.attachments).toEqual([
      { kind: 'artifact', digest: sha256(chart), type: 'application/vnd.cncf.helm.config.v1+json' },
      { kind: 'attestation', digest: sha256(json({ absent: 1 })), type: MANIFEST },
    ]);
    const beside = await inspectImage(Readable.from([tarOf(...signed())]));
    expect(beside.archive.attachments.map(({ kind, type }) => [kind, type])).toEqual([
      ['artifact', SIGNATURE],
      ['artifact', 'text/sbom'],
    ]);
  });

  it('skopeo copy --all, which lists platforms in manifest.json of a dir:', async () => {
    const arm = json({ architecture: 'arm64', os: 'linux', rootfs: { type: 'layers', diff_ids: [] } });
    const empty = imageManifest(arm, []);
    const blobs = [config, arm, ...gzipped].map((body) => ({ name: hex(body), body }));
    const manifests = [manifest, empty].map((body) => ({ name: `${hex(body)}.manifest.json`, body }));
    const list = imageIndex([manifest, empty].map((bytes) => descriptor(bytes, MANIFEST)));
    const entries = [...blobs, ...manifests, { name: 'manifest.json', body: list }];
    const file = writeTo(directory, 'dir.tar', tarOf(...entries));
    expectRead(await inspectImage(file, { platform: 'linux/amd64', verify: true }));
    const { image, archive } = await inspectImage(Readable.from([tarOf(...entries)]), { image: 2 });
    expect([archive.format, image.id, image.platform.architecture]).toEqual(['dir', sha256(arm), 'arm64']);
    await expect(inspectImage(file)).rejects.toThrow(/holds 2 images: 1: sha256:.* 2: sha256:/);
    const changed = Buffer.from(manifest);
    changed.write('Layer', changed.indexOf('layer.v1'));
    const spoilt = entries.map((entry) => (entry.body === manifest ? { ...entry, body: changed } : entry));
    await expect(
      inspectImage(Readable.from([tarOf(...spoilt)]), { platform: 'linux/arm64', verify: true }),
    ).rejects.toThrow(/manifest\.json claims sha256:/);
  });

  it('nobody: the cache of BuildKit is none, and this is said', async () => {
    const records = json({ layers: [], records: [] });
    const list = imageIndex([descriptor(gzipped[0]!, GZIP), descriptor(records, CACHE)]);
    const cache = ociLayout(imageIndex([descriptor(list, MANIFEST)]), list, records, gzipped[0]!);
    await expect(inspectImage(Readable.from([tarOf(...cache)]))).rejects.toThrow(
      `standard input holds no image: what it holds has no file system (${CACHE}, ${GZIP}).`,
    );
  });

  it('someone who packed the directory and not what is in it, which is said', async () => {
    const packed = dockerOf('c.json', ab).map((it) => ({ ...it, name: `save/${String(it.name)}` }));
    await expect(inspectImage(Readable.from([tarOf(...packed)]))).rejects.toMatchObject({
      message: 'standard input has save/manifest.json, but an image archive has it at its top.',
      hint: 'Pack what is in it: tar -C save -cf FILE .',
    });
    const evil = tarOf({ name: '$(reboot)/manifest.json', body: '[]' });
    await expect(inspectImage(Readable.from([evil]))).rejects.toMatchObject({
      hint: 'Pack what is in it: tar -C DIRECTORY -cf FILE .',
    });
  });

  it.each([
    ['a chart', ociLayout(imageIndex([descriptor(chart, MANIFEST)]), chart, json({}))],
    [
      'a chart in a dir:',
      [
        { name: 'manifest.json', body: chart },
        { name: hex(json({})), body: json({}) },
      ],
    ],
  ])('nobody: %s has no file system, and this is said', async (_, entries) => {
    await expect(inspectImage(Readable.from([tarOf(...entries)]))).rejects.toThrow(
      'standard input holds no image: what it holds has no file system (application/vnd.cncf.helm.config.v1+json).',
    );
  });
});
