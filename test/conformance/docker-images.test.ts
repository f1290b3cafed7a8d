import { describe, expect, it } from 'vitest';
import { diskUsage } from '../../src/image/listing/disk-usage.ts';
import { surveyImage } from '../../src/image/survey.ts';
import { inspectImage } from '../../src/inspect/image.ts';
import { listImages } from '../../src/inspect/images.ts';
import { type DockerImagesOptions, renderDockerImages } from '../../src/report/docker/images.ts';
import { fixture, fixtureLines, fixtureText } from '../support/fixtures.ts';

const ASKED: DockerImagesOptions = {
  format: '',
  noTrunc: false,
  quiet: false,
  digests: false,
  all: false,
  usage: false,
  tree: false,
  now: Date.UTC(2026, 10, 21, 7, 20, 8) / 1000,
  utcOffset: () => 0,
};

const modern = (path: string): string => fixture(`archives/modern/${path}`);
/** Only one image's row was kept of a table of many, so that its columns may be wider. */
const cells = (text: string): readonly (readonly string[])[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/ {2,}/));

describe('images of what modern engines saved', () => {
  it('are the tree that the engine printed, byte for byte', async () => {
    const names = ['1', 'arm', 'plain', 'prov-sbom'];
    const { images } = await listImages(names.map((name) => modern(`fleet-c8d/docker29-c8d-${name}.tar`)));
    // That engine ran on amd64 and so had not unpacked the image that has arm64 alone.
    const seen = images.map((image) =>
      image.names[0] === 'plimsoll/fleet:arm'
        ? {
            ...image,
            diskBytes: image.contentBytes,
            platforms: image.platforms.map((one) => ({ ...one, diskBytes: one.contentBytes })),
          }
        : image,
    );
    // A longer name that was there, too, made the first column wide; its rows were not kept.
    const wide = { ...seen[0]!, id: 'sha256:0', names: ['registry.invalid:5000/a/b:v2'] };
    const table = renderDockerImages([...seen, wide], { ...ASKED, tree: true });
    const printed = fixtureText('archives/modern/fleet-c8d/c8d29-image-ls-tree.txt');
    expect(table.slice(0, table.indexOf('registry.invalid'))).toBe(printed);
  });

  it.each([
    ['harbor-gd/docker29-gd-save.tar', 'harbor-gd/gd29'],
    ['harbor-c8d/docker29-c8d-save.tar', 'harbor-c8d/c8d29'],
    ['boom-c8d/docker29-c8d-save.tar', 'boom-c8d/c8d29'],
  ])('have the cells that the engine printed: %s', async (archive, prefix) => {
    const { images } = await listImages([modern(archive)]);
    const table = renderDockerImages(images, { ...ASKED, digests: true, noTrunc: true });
    expect(cells(table)).toEqual(cells(fixtureText(`archives/modern/${prefix}-image-ls.txt`)));
    const [line] = fixtureLines(`archives/modern/${prefix}-image-ls.jsonl`);
    expect(JSON.parse(renderDockerImages(images, { ...ASKED, format: 'json' }))).toEqual(line);
  });

  it.each(['harbor-c8d/docker29-c8d-save.tar', 'boom-c8d/docker29-c8d-save.tar'])(
    'have the same figures in image --sizes: %s',
    async (archive) => {
      const [listed] = (await listImages([modern(archive)])).images;
      const { stores } = await inspectImage(modern(archive), { sizes: true });
      expect(listed!.platforms).toEqual([expect.objectContaining(stores!.containerd)]);
    },
  );

  it('take the disk that the containerd store said each layer takes', async () => {
    for (const folder of ['harbor-c8d', 'boom-c8d']) {
      const printed = fixtureLines<{ Size: string }>(`archives/modern/${folder}/c8d29-history.jsonl`);
      const used = await surveyImage(modern(`${folder}/docker29-c8d-save.tar`), {}, ({ scans, history }) =>
        history.layerOf.map((layer) => (layer === null ? 0 : diskUsage(scans[layer]!.index))),
      );
      expect(used.reverse().map(String)).toEqual(printed.map((line) => line.Size));
    }
  });
});

describe('images of several archives', () => {
  it('are listed once, with the names and the most that any archive has', async () => {
    const archives = ['docker29-c8d-1-both.tar', 'docker29-c8d-1.tar'].map((name) =>
      modern(`fleet-c8d/${name}`),
    );
    for (const sources of [archives, [...archives].reverse()]) {
      const { images } = await listImages(sources);
      expect(images.map(({ names, contentBytes }) => [names, contentBytes])).toEqual([
        [['plimsoll/fleet:1'], 12_128],
      ]);
    }
  });

  it('are all of an archive that has several, tagged or not', async () => {
    const { images } = await listImages([fixture('archives/tiny/several/docker25-save.tar')]);
    expect(images.map((image) => image.names.length)).toEqual([3, 1, 0]);
    expect(images.every((image) => image.contentBytes === 0 && image.platforms.length === 0)).toBe(true);
  });

  it('leave the files out where nothing says which of several platforms is unpacked', async () => {
    const { images } = await listImages([modern('outputs/fleet-oci.tar')]);
    expect(images).toHaveLength(1);
    expect(images[0]!.diskBytes).toBe(images[0]!.contentBytes);
    expect(images[0]!.platforms).toHaveLength(2);
  });
});
