import { createReadStream } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ArchiveReport } from '../../src/image/all/report.ts';
import { inspectArchive } from '../../src/inspect/archive.ts';
import { inspectImage } from '../../src/inspect/image.ts';
import { plimsoll } from '../support/cli.ts';
import { fixture } from '../support/fixtures.ts';
import { scratchDirectory, sha256, writeTo } from '../support/image-archive.ts';
import { descriptor, imageIndex, imageManifest, json, ociLayout } from '../support/oci.ts';
import { schemaComplaints } from '../support/schema.ts';
import { tarOf } from '../support/tar.ts';

const SEVERAL = fixture('archives/tiny/several/docker20-save.tar');
const PLATFORMS = fixture('archives/modern/fleet-c8d/docker29-c8d-1-both.tar');
const directory = scratchDirectory();

describe('plimsoll image --all', () => {
  it('shows each image, and the layers that several of them have', async () => {
    const { code, out, err } = await plimsoll(['image', SEVERAL, '--all', '--bytes']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Stored  6 layers, 30758 in files, 41472 as stored, each layer once\n');
    expect(out).toContain('Shared  3 layers, 28758 in files, 34816 as stored\n');
    expect(out).toMatch(/ 2 {2}plimsoll\/several-b:1 {2}linux\/amd64 +4 +27758 +25758 +2000 +2000\n/);
    expect(out).toMatch(/ {3}3000 +4608 {2}7dc75635e365 {2}1 3 +RUN fill 3000 \/one 1\n/);
  });

  it.each([SEVERAL, PLATFORMS])(
    'reports of %s fit their schema and hold the single reports',
    async (file) => {
      const { out } = await plimsoll(['image', file, '--all', '--format', 'json']);
      const report = JSON.parse(out) as ArchiveReport;
      expect(schemaComplaints('archive', report)).toEqual([]);
      for (const image of report.images) {
        const platform = `${image.report.image.platform.os}/${image.report.image.platform.architecture}`;
        const single = await inspectImage(file, { image: image.number, platform });
        expect(image.report).toEqual(JSON.parse(JSON.stringify(single)));
      }
    },
  );

  it.each([SEVERAL, PLATFORMS])('adds up in %s, and says the same from a stream', async (file) => {
    const report = await inspectArchive(file);
    const sum = (of: (image: ArchiveReport['images'][number]) => number): number =>
      report.images.reduce((total, image) => total + of(image), 0);
    const { stored, shared, unique } = report.totals;
    expect(shared.fileBytes + unique.fileBytes).toBe(stored.fileBytes);
    expect(shared.layers + unique.layers).toBe(report.layers.length);
    expect(sum((image) => image.unique.fileBytes)).toBe(unique.fileBytes);
    for (const { shared: own, unique: other, report: image } of report.images)
      expect(own.fileBytes + other.fileBytes).toBe(image.totals.fileBytes);
    const streamed = await inspectArchive(createReadStream(file));
    expect({ ...streamed, archive: null, images: streamed.images.map(({ shared: s }) => s) }).toEqual({
      ...report,
      archive: null,
      images: report.images.map(({ shared: s }) => s),
    });
  });

  it('leaves out platforms whose layers were never pulled, and says so', async () => {
    const platform = (architecture: string, isThere: boolean): { blobs: Buffer[]; entry: object } => {
      const layer = tarOf({ name: architecture, body: 'x' });
      const config = json({
        os: 'linux',
        architecture,
        history: [{ created_by: 'COPY x /' }],
        rootfs: { type: 'layers', diff_ids: [sha256(layer)] },
      });
      const manifest = imageManifest(config, [descriptor(layer, 'application/vnd.oci.image.layer.v1.tar')]);
      const entry = descriptor(manifest, 'application/vnd.oci.image.manifest.v1+json');
      return { blobs: [manifest, config, ...(isThere ? [layer] : [])], entry };
    };
    const [here, gone] = [platform('amd64', true), platform('s390x', false)];
    const layout = ociLayout(imageIndex([gone.entry, here.entry]), ...here.blobs, ...gone.blobs);
    const file = writeTo(directory, 'pulled.tar', tarOf(...layout));
    const all = await plimsoll(['image', file, '--all']);
    expect(all.err).toBe(
      'plimsoll: warning: The image for linux/s390x is left out: layers of it are not in the archive.\n',
    );
    expect([all.code, all.out.match(/linux\/\w+/g)]).toEqual([0, ['linux/amd64']]);
    expect((await plimsoll(['image', file])).out).toMatch(/Platform {2}linux\/amd64\n/);
    const asked = await plimsoll(['image', file, '--platform', 'linux/s390x']);
    expect([asked.code, asked.out]).toEqual([2, '']);
    expect(asked.err).toMatch(
      /: layer blobs\/sha256\/\w+, named by blobs\/sha256\/\w+, is not in the archive\.\n$/,
    );
  });

  it.each([
    ['--image', '1'],
    ['--platform', 'linux/amd64'],
    ['--budget', 'total=1MB'],
  ])('does not go with %s', async (...option) => {
    const { code, out, err } = await plimsoll(['image', SEVERAL, '--all', ...option]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/option '--all' cannot be used with option/);
  });
});

describe('an image chosen by number', () => {
  it('and platform is that platform of it', async () => {
    const { image } = await inspectImage(PLATFORMS, { image: 1, platform: 'linux/arm64' });
    expect(image.platform.architecture).toBe('arm64');
  });

  it('may be one that only index.json names: the numbers go on', async () => {
    const { image } = await inspectImage(PLATFORMS, { image: 2 });
    expect(image.platform.architecture).toBe('arm64');
  });
});
