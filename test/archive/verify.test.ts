import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { ImageReport } from '../../src/image/report.ts';
import { inspectImage } from '../../src/inspect/image.ts';
import { dockerArchive, scratchDirectory, sha256, writeTo } from '../support/image-archive.ts';
import { descriptor, imageIndex, imageManifest, json, ociLayout } from '../support/oci.ts';
import { type TarEntry, tarOf } from '../support/tar.ts';

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';
const directory = scratchDirectory();
const layers = ['one', 'two'].map((name) => tarOf({ name, body: name.repeat(100) }));
const stored = layers.map((layer) => gzipSync(layer));
const config = json({
  architecture: 'amd64',
  os: 'linux',
  rootfs: { type: 'layers', diff_ids: layers.map(sha256) },
});
const manifest = imageManifest(
  config,
  stored.map((blob) => descriptor(blob, LAYER)),
);
const statement = json({ _type: 'https://in-toto.io/Statement/v1' });
const attestation = imageManifest(json({ os: 'unknown', architecture: 'unknown' }), [
  descriptor(statement, 'application/vnd.in-toto+json'),
]);
const chart = Buffer.from('no tar, and no JSON either');
const inner = imageIndex([
  descriptor(manifest, MANIFEST),
  descriptor(attestation, MANIFEST, { annotations: { 'vnd.docker.reference.type': 'attestation-manifest' } }),
]);
const blobs = [inner, manifest, config, ...stored, attestation, statement, chart];
const whole = ociLayout(imageIndex([descriptor(inner, MANIFEST)]), ...blobs);

/** The layout with one blob's bytes changed, under its old name. */
function spoilt(blob: Buffer, change: (bytes: Buffer) => void): TarEntry[] {
  const bytes = Buffer.from(blob);
  change(bytes);
  return whole.map((entry) => (entry.body === blob ? { ...entry, body: bytes } : entry));
}
/** Still the same JSON, as most readers see it. */
const swapBlank = (from: string, to: string) => (bytes: Buffer) => void bytes.write(to, bytes.indexOf(from));

/** The same archive from a tar, from a stream and from a directory. */
async function verified(entries: readonly TarEntry[]): Promise<readonly ImageReport[]> {
  const options = { verify: true };
  const tar = tarOf(...entries);
  const folder = join(directory, sha256(tar).slice(7, 27));
  for (const { name, prefix = '', body } of entries) {
    const path = join(prefix, String(name));
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeTo(folder, path, body ?? '');
  }
  const tries = await Promise.allSettled([
    inspectImage(writeTo(directory, 'image.tar', tar), options),
    inspectImage(Readable.from([tar]), options),
    inspectImage(folder, options),
  ]);
  const failed = tries.filter((one) => one.status === 'rejected');
  if (failed.length === 0) return tries.map((one) => (one as { value: ImageReport }).value);
  const [message, ...others] = failed.map(({ reason }) =>
    (reason as Error).message.replace(/^.* is not what/, 'FILE is not what'),
  );
  expect(others).toEqual([message, message]);
  throw failed[0]!.reason;
}

const states = (report: ImageReport): unknown => report.layers.map((layer) => layer.verified);

describe('--verify', () => {
  it('passes an archive that is what it claims to be', async () => {
    expect((await verified(whole)).map(states)).toEqual([
      [true, true],
      [true, true],
      [true, true],
    ]);
  });

  it.each<[string, Buffer, (bytes: Buffer) => void]>([
    ['an index', inner, swapBlank('":', '" ')],
    ['a manifest', manifest, swapBlank('application/vnd.oci.image.layer', 'application/vnd.oci.image.Layer')],
    ['an attestation', attestation, swapBlank('in-toto', 'in-tota')],
    ['what is attested', statement, swapBlank('v1', 'v2')],
    ['a blob that nobody names', chart, swapBlank('no', 'so')],
    ['a config', config, swapBlank('amd64', 'arm64')],
  ])('finds %s that was changed', async (_, blob, change) => {
    const entries =
      blob === inner
        ? spoilt(blob, (bytes) => void bytes.write('3', bytes.indexOf('2')))
        : spoilt(blob, change);
    const digest = sha256(blob);
    await expect(verified(entries)).rejects.toThrow(
      new RegExp(`blobs/sha256/${digest.slice(7)} claims ${digest}, computed is sha256:[0-9a-f]{64}\\.$`),
    );
  });

  it('says all that is wrong in one sentence: sizes, digests and diff IDs', async () => {
    const wrong = json({
      os: 'linux',
      rootfs: { type: 'layers', diff_ids: [sha256(layers[1]!), sha256(layers[1]!)] },
    });
    const lying = imageManifest(wrong, [
      descriptor(stored[0]!, LAYER, { size: 7 }),
      descriptor(stored[1]!, LAYER),
    ]);
    const changed = Buffer.from(stored[1]!);
    changed[9] = changed[9]! ^ 1; // the operating system that packed it
    const entries = ociLayout(
      imageIndex([descriptor(lying, MANIFEST, { size: 1 })]),
      lying,
      wrong,
      ...stored,
    );
    const claims = entries.map((entry) => (entry.body === stored[1] ? { ...entry, body: changed } : entry));
    await expect(verified(claims)).rejects.toThrow(
      /^\S+ is not what it claims to be: layer 0 \(\S+\) diff ID claims \S+, computed is \S+; layer 0 \(\S+\) size claims 7, computed is \d+; layer 1 \(\S+\) digest claims \S+, computed is \S+; blobs\S+ size claims 1, computed is \d+\.$/,
    );
    const file = writeTo(directory, 'unverified.tar', tarOf(...claims));
    await expect(inspectImage(file)).rejects.toThrow(/has \d+ bytes, its descriptor claims 1\.$/);
  });

  it.each([
    ['right', stored[1]!],
    ['wrong', Buffer.from('something else')],
  ])('checks the digests of other algorithms: %s', async (state, hashed) => {
    const hex = createHash('sha384').update(hashed).digest('hex');
    const named = imageManifest(config, [
      descriptor(stored[0]!, LAYER),
      { mediaType: LAYER, digest: `sha384:${hex}`, size: stored[1]!.length },
    ]);
    const entries = [
      ...ociLayout(imageIndex([descriptor(named, MANIFEST)]), named, config, stored[0]!),
      { name: hex, prefix: 'blobs/sha384', body: stored[1]! },
    ];
    if (state === 'right') expect((await verified(entries)).map(states)).toEqual(Array(3).fill([true, true]));
    else await expect(verified(entries)).rejects.toThrow(/digest claims sha384:\S+, computed is sha384:/);
  });

  it('says null of a layer of which nothing is claimed', async () => {
    const bare = json({ os: 'linux', architecture: 'amd64' });
    const list = json([{ Config: 'config.json', Layers: ['base.tar'] }]);
    const [report] = await verified([
      { name: 'config.json', body: bare },
      { name: 'base.tar', body: layers[0]! },
      { name: 'manifest.json', body: list },
    ]);
    expect(states(report!)).toEqual([null]);
  });

  it('takes the diff ID that a packed layer is named by for no digest of it', async () => {
    const name = `${sha256(layers[0]!).slice(7)}.tar.gz`;
    const [report] = await verified([
      {
        name: 'config.json',
        body: json({ os: 'linux', rootfs: { type: 'layers', diff_ids: [sha256(layers[0]!)] } }),
      },
      { name, body: stored[0]! },
      { name: 'manifest.json', body: json([{ Config: 'config.json', Layers: [name] }]) },
    ]);
    expect(report!.layers[0]).toMatchObject({ verified: true, digest: sha256(stored[0]!) });
    const unverified = await inspectImage(Readable.from([dockerArchive({ layers, stored })]));
    expect(states(unverified)).toEqual([null, null]);
  });
});
