import { describe, expect, it } from 'vitest';
import type { ImageReport } from '../../../src/image/report.ts';
import { inspectImage } from '../../../src/inspect/image.ts';
import {
  archiveMembers,
  dockerArchive,
  scratchDirectory,
  sha256,
  writeTo,
} from '../../support/image-archive.ts';
import { type TarEntry, tarOf } from '../../support/tar.ts';

const directory = scratchDirectory();
let made = 0;

interface Step {
  readonly by: string;
  readonly comment?: string;
  readonly created?: string;
  /** Files of the layer; a step without makes none. */
  readonly files?: readonly TarEntry[];
}

const file = (name: string, bytes = 1): TarEntry => ({ name, body: Buffer.alloc(bytes) });
const layer = (by: string, ...files: readonly TarEntry[]): Step => ({ by, files });
const note = (by: string): Step => ({ by: `/bin/sh -c #(nop)  ${by}` });

function pack(
  steps: readonly Step[],
  labels: Readonly<Record<string, string>> = {},
  more: readonly TarEntry[] = [],
): string {
  const layers = steps.flatMap(({ files }) => (files ? [tarOf(...files)] : []));
  const history = steps.map(({ by, comment, created, files }) => ({
    created: created ?? '2024-01-02T03:04:05Z',
    created_by: by,
    ...(comment === undefined ? {} : { comment }),
    ...(files ? {} : { empty_layer: true }),
  }));
  const config = { config: { Labels: labels } };
  return writeTo(directory, `${made++}.tar`, dockerArchive({ layers, history, config, extra: more }));
}

const rootfs = layer('/bin/sh -c #(nop) ADD file:1 in / ', file('bin/sh', 100));
const buildkit = (step: Step): Step => ({ ...step, comment: 'buildkit.dockerfile.v0' });
const at = (created: string, step: Step): Step => ({ ...step, created });

async function baseOf(steps: readonly Step[]): Promise<readonly [number, string]> {
  const { base } = await inspectImage(pack(steps));
  return [base.layers, base.origin];
}

describe('the base that nobody names', () => {
  it.each<[string, readonly Step[], number, string]>([
    [
      'ends with its CMD',
      [rootfs, note('CMD ["sh"]'), layer('COPY a', file('a')), note('CMD ["a"]')],
      1,
      'command',
    ],
    [
      'ends with the last CMD that has a layer above it',
      [
        rootfs,
        note('CMD ["sh"]'),
        layer('RUN python', file('p')),
        note('CMD ["p"]'),
        layer('COPY a', file('a')),
      ],
      2,
      'command',
    ],
    [
      'is not found where the only CMD is the last step',
      [rootfs, layer('COPY a', file('a')), note('CMD ["a"]')],
      0,
      'none',
    ],
    [
      'ends with its ENTRYPOINT where another one follows',
      [rootfs, note('ENTRYPOINT ["x"]'), layer('COPY a', file('a')), note('ENTRYPOINT ["a"]')],
      1,
      'command',
    ],
    [
      'does not end with an ENTRYPOINT that stands before the last COPY',
      [
        rootfs,
        layer('COPY a', file('a')),
        note('ENTRYPOINT ["a"]'),
        layer('COPY b', file('b')),
        note('CMD ["b"]'),
      ],
      0,
      'none',
    ],
    [
      'ends where BuildKit begins',
      [
        rootfs,
        layer('/bin/sh -c make', file('m')),
        buildkit(layer('COPY a', file('a'))),
        buildkit(layer('RUN b', file('b'))),
      ],
      2,
      'builder',
    ],
    [
      'ends at a break in the times',
      [
        at('2023-05-01T00:00:00Z', rootfs),
        at('2023-05-01T00:01:00Z', layer('b', file('b'))),
        at('2024-01-01T00:00:00Z', layer('c', file('c'))),
        at('2024-01-09T00:00:00Z', layer('d', file('d'))),
      ],
      2,
      'time',
    ],
    [
      'is not found in steps a few minutes apart',
      [at('2024-01-01T00:00:00Z', rootfs), at('2024-01-01T00:20:00Z', layer('b', file('b')))],
      0,
      'none',
    ],
    [
      'is not found where times are missing or no times',
      [
        at('', rootfs),
        at('yesterday', layer('b', file('b'))),
        at('2024-01-01T00:00:00Z', layer('c', file('c'))),
      ],
      0,
      'none',
    ],
    ['is never the whole image', [rootfs, note('CMD ["sh"]')], 0, 'none'],
  ])('%s', async (_what, steps, layers, origin) => {
    expect(await baseOf(steps)).toEqual([layers, origin]);
  });

  it('is certain where the labels name another image of the archive', async () => {
    const base = tarOf(file('bin/sh', 100));
    const config = JSON.stringify({
      architecture: 'amd64',
      os: 'linux',
      rootfs: { type: 'layers', diff_ids: [sha256(base)] },
    });
    const own = tarOf(file('a', 5));
    const labels = { 'org.opencontainers.image.base.name': 'docker.io/library/base:1' };
    const spec = { layers: [base, own], config: { config: { Labels: labels } }, tags: ['app:1'] };
    const members = archiveMembers(spec);
    const [manifest] = JSON.parse(String(members.at(-1)!.body)) as [object & { Layers: string[] }];
    const other = { Config: 'base.json', RepoTags: ['base:1'], Layers: [manifest.Layers[0]] };
    const both = tarOf(
      ...members.slice(0, -1),
      { name: 'base.json', body: config },
      { name: 'manifest.json', body: JSON.stringify([manifest, other]) },
    );
    const archive = writeTo(directory, 'both.tar', both);
    const report = await inspectImage(archive, { image: 'app:1' });
    expect(report.base).toEqual({
      layers: 1,
      origin: 'image',
      name: 'docker.io/library/base:1',
      digest: null,
    });
    const named = await inspectImage(archive, { image: 'app:1', base: 'base:1' });
    expect(named.base).toMatchObject({ layers: 1, origin: 'image', name: 'base:1' });
  });
});

describe('the base that is given', () => {
  const own = layer('COPY a', file('a', 40));
  const app = pack([rootfs, own, layer('RUN rm', { name: 'bin/.wh.sh' }, { name: '.wh.a' })]);

  async function withBase(base: string | number): Promise<ImageReport> {
    return inspectImage(app, { base });
  }

  it('is a number of layers', async () => {
    expect((await withBase(2)).base).toMatchObject({ layers: 2, origin: 'layers' });
    expect((await withBase('1')).base).toMatchObject({ layers: 1, origin: 'layers' });
    expect((await withBase(0)).base).toMatchObject({ layers: 0, origin: 'layers' });
  });

  it('is an archive, by the layers that are equal from the bottom', async () => {
    const report = await withBase(pack([rootfs]));
    expect(report.base).toMatchObject({ layers: 1, origin: 'archive' });
    expect(report.warnings).toEqual([]);
  });

  it('says so when the image is not built on it, or only on a part of it', async () => {
    const codes = ({ warnings }: ImageReport): readonly string[] => warnings.map(({ code }) => code);
    const stranger = await withBase(pack([layer('x', file('x'))]));
    expect([stranger.base.layers, codes(stranger)]).toEqual([0, ['base-mismatch']]);
    const newer = await withBase(pack([rootfs, layer('x', file('x'))]));
    expect([newer.base.layers, codes(newer)]).toEqual([1, ['base-mismatch']]);
    const more = await withBase(9);
    expect([more.base.layers, codes(more)]).toEqual([3, ['base-mismatch']]);
  });

  it('must be there', async () => {
    await expect(withBase('nowhere.tar')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('parts the totals: what own layers store, show and hide', async () => {
    const { own: totals } = await withBase(1);
    expect(totals).toMatchObject({
      layers: 2,
      entries: 3,
      fileBytes: 40,
      visibleBytes: 0,
      wastedBytes: 40,
      deleted: 40,
      hidesBaseBytes: 100,
      efficiency: 0,
    });
    const all = await withBase(0);
    expect(all.own).toMatchObject({ fileBytes: 140, wastedBytes: 140, hidesBaseBytes: 0 });
  });
});
