import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { PlimsollError } from '../../src/core/errors.ts';
import { inspectImage } from '../../src/inspect/image.ts';
import { sha256 } from '../support/image-archive.ts';
import { descriptor, imageIndex, imageManifest, json, ociLayout } from '../support/oci.ts';
import { type TarEntry, tarOf } from '../support/tar.ts';

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const PLAIN = 'application/vnd.oci.image.layer.v1.tar';
const stream = (entries: readonly TarEntry[]): Readable => Readable.from([tarOf(...entries)]);

function configOf(layers: readonly Buffer[], more: object = {}): Buffer {
  return json({
    architecture: 'amd64',
    os: 'windows',
    rootfs: { type: 'layers', diff_ids: layers.map(sha256) },
    ...more,
  });
}

async function complaint(entries: readonly TarEntry[]): Promise<string> {
  const failed: PlimsollError = await inspectImage(stream(entries)).then(
    () => new Error('no error where one is due') as PlimsollError,
    (error: PlimsollError) => error,
  );
  return `${failed.code}: ${failed.message}`;
}

describe('a Windows image', () => {
  const base = tarOf(
    { name: 'Files', type: '5' },
    { name: 'Files/Windows', type: '5' },
    { name: 'Files/Windows/old.dll', body: 'x'.repeat(1000) },
    { name: 'Hives', type: '5' },
    { name: 'Hives/System_Delta', body: 'y'.repeat(300) },
    { name: 'UtilityVM', type: '5' },
  );
  const top = tarOf({ name: 'Files/Windows/.wh.old.dll' }, { name: 'Files/app.exe', body: 'z'.repeat(50) });
  const foreign = { mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip', size: 777_777 };
  const absent = { ...foreign, digest: `sha256:${'f'.repeat(64)}`, urls: ['https://example.com/base'] };

  it('has its files below Files/, and whiteouts there', async () => {
    const config = configOf([base, top]);
    const manifest = imageManifest(config, [descriptor(base, PLAIN), descriptor(top, PLAIN)]);
    const report = await inspectImage(
      stream(ociLayout(imageIndex([descriptor(manifest, MANIFEST)]), manifest, config, base, top)),
      { list: true },
    );
    expect(report.image.platform).toEqual({ os: 'windows', architecture: 'amd64', variant: null });
    expect(report.waste).toMatchObject({ bytes: 1000, deleted: 1000 });
    expect(report.waste.paths[0]?.path).toBe('Files/Windows/old.dll');
    expect(report.entries?.map(({ path }) => path)).toEqual([
      'Files',
      'Files/Windows',
      'Files/app.exe',
      'Hives',
      'Hives/System_Delta',
      'UtilityVM',
    ]);
  });

  it('lists a base layer that may not be distributed with the size of its descriptor', async () => {
    const config = json({
      architecture: 'amd64',
      os: 'windows',
      rootfs: { type: 'layers', diff_ids: [`sha256:${'e'.repeat(64)}`, sha256(top)] },
    });
    const manifest = imageManifest(config, [absent, descriptor(top, PLAIN)]);
    const layout = ociLayout(imageIndex([descriptor(manifest, MANIFEST)]), manifest, config, top);
    const report = await inspectImage(stream(layout));
    expect(report.layers[0]).toMatchObject({
      blobBytes: 777_777,
      tarBytes: 0,
      entries: 0,
      readAs: null,
      verified: null,
    });
    expect(report.layers[1]).toMatchObject({ entries: 2, readAs: 'plain-index' });
    expect(report.warnings.map(({ code }) => code)).toContain('layer-not-distributed');
  });
});

describe('what is no image is said to be', () => {
  const helm = json({ config: descriptor(json({}), 'application/vnd.cncf.helm.config.v1+json'), layers: [] });
  const attests = { annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } };
  const cases: readonly (readonly [string, readonly TarEntry[], string])[] = [
    [
      'attestations alone',
      ociLayout(imageIndex([descriptor(helm, MANIFEST, attests)]), helm),
      'unsupported: standard input holds no image: it holds attestations only.',
    ],
    [
      'an index of platforms that are not there',
      ociLayout(imageIndex([descriptor(helm, MANIFEST)])),
      'unsupported: standard input holds no image: its index leads to no manifest that is there.',
    ],
    [
      'a manifest of schema 1',
      [{ name: 'manifest.json', body: json({ schemaVersion: 1, fsLayers: [], history: [] }) }],
      'unsupported: standard input: manifest.json is of schema 1, which no engine has written since 2017.',
    ],
    [
      'a bare file system, as buildx writes with type=tar',
      [
        { name: 'bin/', type: '5' },
        { name: 'bin/sh', body: 'x' },
      ],
      'unsupported: standard input is a tar without manifest.json or index.json: a file system, not an image.',
    ],
  ];
  it.each(cases)('%s', async (_, entries, message) => {
    expect(await complaint(entries)).toBe(message);
  });
});
