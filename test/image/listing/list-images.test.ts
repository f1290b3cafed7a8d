import { describe, expect, it } from 'vitest';
import { inspectImage } from '../../../src/inspect/image.ts';
import { listImages } from '../../../src/inspect/images.ts';
import { archiveMembers, scratchDirectory, sha256, writeTo } from '../../support/image-archive.ts';
import { tarOf } from '../../support/tar.ts';

const scratch = scratchDirectory();
const layer = tarOf({ name: 'etc/', type: '5' }, { name: 'etc/a', body: 'x'.repeat(5000) });

/** An archive of the containerd store in which two names point at two indexes of one and the same manifest. */
function sharedManifest(): string {
  const members = archiveMembers({ layers: [layer] }).filter(({ name }) => name !== 'manifest.json');
  const [stored, config] = members.map(({ body }) => Buffer.from(body as Uint8Array));
  const blob = (bytes: Buffer, mediaType: string) => ({
    mediaType,
    digest: sha256(bytes),
    size: bytes.length,
  });
  const manifest = Buffer.from(
    JSON.stringify({
      schemaVersion: 2,
      config: blob(config!, 'application/vnd.oci.image.config.v1+json'),
      layers: [blob(stored!, 'application/vnd.oci.image.layer.v1.tar')],
    }),
  );
  const platform = { os: 'linux', architecture: 'amd64' };
  const indexes = ['one', 'two'].map((note) =>
    Buffer.from(
      JSON.stringify({
        schemaVersion: 2,
        manifests: [{ ...blob(manifest, 'application/vnd.oci.image.manifest.v1+json'), platform }],
        annotations: { note },
      }),
    ),
  );
  const index = {
    schemaVersion: 2,
    manifests: indexes.map((bytes, n) => ({
      ...blob(bytes, 'application/vnd.oci.image.index.v1+json'),
      annotations: { 'io.containerd.image.name': `docker.io/test/made:${n + 1}` },
    })),
  };
  const name = (bytes: Buffer): string => `blobs/sha256/${sha256(bytes).slice(7)}`;
  const listed = [1, 2].map((n) => ({
    Config: name(config!),
    RepoTags: [`test/made:${n}`],
    Layers: [name(stored!)],
  }));
  return writeTo(
    scratch,
    'shared.tar',
    tarOf(
      ...members,
      ...[manifest, ...indexes].map((bytes) => ({ name: name(bytes), body: bytes })),
      { name: 'index.json', body: JSON.stringify(index) },
      { name: 'manifest.json', body: JSON.stringify(listed) },
    ),
  );
}

describe('listImages', () => {
  it('says that a layer which may not be distributed is missing from the size', async () => {
    const gone = `sha256:${'e'.repeat(64)}`;
    const config = { os: 'windows', architecture: 'amd64', rootfs: { diff_ids: [gone, sha256(layer)] } };
    const item = {
      Config: 'c.json',
      RepoTags: ['test/windows:1'],
      Layers: ['gone.tar', 'here.tar'],
      LayerSources: {
        [gone]: {
          mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
          size: 100,
          digest: gone,
        },
      },
    };
    const file = writeTo(
      scratch,
      'windows.tar',
      tarOf(
        { name: 'c.json', body: JSON.stringify(config) },
        { name: 'here.tar', body: layer },
        { name: 'manifest.json', body: JSON.stringify([item]) },
      ),
    );
    const { images, warnings } = await listImages([file]);
    expect(images.map(({ diskBytes }) => diskBytes)).toEqual([5000]);
    expect(warnings.map(({ code }) => code)).toEqual(['layer-not-distributed']);
  });

  it('tells apart two names whose indexes share a manifest, as the engine does', async () => {
    const file = sharedManifest();
    const { images } = await listImages([file]);
    expect(images.map(({ names }) => names)).toEqual([['test/made:1'], ['test/made:2']]);
    expect(new Set(images.map(({ id }) => id)).size).toBe(2);
    for (const [n, image] of images.entries()) {
      const report = await inspectImage(file, { image: n + 1 });
      expect(report.image.engineId).toBe(image.id);
      // Two blocks for the file, one for its directory, one for the root.
      expect(image.diskBytes - image.contentBytes).toBe(4 * 4096);
    }
  });
});
