import { describe, expect, it } from 'vitest';
import type { ListedImage, ListedPlatform } from '../../../src/image/listing/list-images.ts';
import { type DockerImagesOptions, renderDockerImages } from '../../../src/report/docker/images.ts';
import { fixtureText } from '../../support/fixtures.ts';

/** One run of the docker command line, recorded by scripts/record-docker-cli.mjs. */
interface RecordedCase {
  readonly args: readonly string[];
  readonly now: number;
  readonly utcOffset: number;
  readonly items: readonly {
    readonly Id: string;
    readonly RepoTags: readonly string[];
    readonly RepoDigests: readonly string[];
    readonly Created: number;
    readonly Size: number;
  }[];
  readonly output: string;
}

const recorded: { cases: readonly RecordedCase[] } = JSON.parse(
  fixtureText('docker-output/images-cases.json'),
);
const ASKED: DockerImagesOptions = {
  format: '',
  noTrunc: false,
  quiet: false,
  digests: false,
  all: true,
  usage: false,
  tree: false,
  now: 0,
  utcOffset: () => 0,
};

const platform = (parts: Partial<ListedPlatform> = {}): ListedPlatform => ({
  digest: `sha256:${'b'.repeat(64)}`,
  platform: { os: 'linux', architecture: 'arm64', variant: null },
  contentBytes: 1767,
  diskBytes: 1767,
  ...parts,
});
const image = (parts: Partial<ListedImage>): ListedImage => ({
  id: `sha256:${'a'.repeat(64)}`,
  names: [],
  created: null,
  diskBytes: 0,
  contentBytes: 0,
  platforms: [],
  ...parts,
});

describe('renderDockerImages', () => {
  for (const [n, one] of recorded.cases.entries()) {
    it(`prints what docker printed: ${n}, ${one.args.join(' ')}`, () => {
      const images = one.items.map((item) =>
        image({
          id: item.Id,
          names: item.RepoTags,
          created: item.Created === 0 ? null : new Date(item.Created * 1000).toISOString(),
          diskBytes: item.Size,
          platforms: item.RepoDigests.length > 0 ? [platform()] : [],
        }),
      );
      expect(asOf29(renderDockerImages(images, optionsOf(one)))).toBe(asOf29(one.output));
    });
  }

  function optionsOf({ args, now, utcOffset }: RecordedCase): DockerImagesOptions {
    return {
      ...ASKED,
      format: args.includes('--format') ? args[args.indexOf('--format') + 1]! : '',
      noTrunc: args.includes('--no-trunc'),
      quiet: args.includes('--quiet'),
      digests: args.includes('--digests'),
      now,
      utcOffset: () => utcOffset,
    };
  }

  /** docker 28 still has VirtualSize; names of zones are not known here, so that a zone's offset is its name. */
  function asOf29(text: string): string {
    return text.replace(/,"VirtualSize":"[^"]*"/g, '').replaceAll('+0530 IST', '+0530 +0530');
  }

  it('has docker 29’s table of usage: by name, a row for each, untagged last', () => {
    const images = [
      image({ diskBytes: 43_950 }),
      image({
        names: ['plimsoll/fleet:plain', 'alpine:3'],
        diskBytes: 19_917,
        contentBytes: 3533,
      }),
      image({ names: ['Zed:1'] }),
    ];
    expect(renderDockerImages(images, { ...ASKED, usage: true }).split('\n')).toEqual([
      'IMAGE                  ID             DISK USAGE   CONTENT SIZE   EXTRA',
      'Zed:1                  aaaaaaaaaaaa           0B             0B        ',
      'alpine:3               aaaaaaaaaaaa       19.9kB         3.53kB        ',
      'plimsoll/fleet:plain   aaaaaaaaaaaa       19.9kB         3.53kB        ',
      '<untagged>             aaaaaaaaaaaa         44kB             0B        ',
      '',
    ]);
  });

  it('hides untagged images in docker 29’s tables unless all are asked for, and nowhere else', () => {
    const asked = { ...ASKED, all: false };
    for (const table of [{ usage: true }, { tree: true }])
      expect(renderDockerImages([image({})], { ...asked, ...table })).toBe(
        'IMAGE   ID             DISK USAGE   CONTENT SIZE   EXTRA\n',
      );
    expect(renderDockerImages([image({ created: '2026-01-01T00:00:00Z' })], asked).split('\n')).toEqual([
      expect.stringMatching(/^REPOSITORY {3}TAG {7}IMAGE ID {7}CREATED +SIZE$/),
      expect.stringMatching(/^<none> {7}<none> {4}a{12} /),
      '',
    ]);
    expect(renderDockerImages([image({})], { ...asked, format: '{{.Tag}}' })).toBe('<none>\n');
  });

  it('shows names above each other and platforms below as a tree', () => {
    const images = [
      image({
        names: ['b:2', 'b:1'],
        platforms: [platform(), platform({ platform: { os: 'linux', architecture: 'arm', variant: 'v7' } })],
      }),
      image({ names: ['a'], diskBytes: 5 }),
    ];
    expect(renderDockerImages(images, { ...ASKED, tree: true }).split('\n')).toEqual(
      [
        'IMAGE                 ID             DISK USAGE   CONTENT SIZE   EXTRA',
        '<none>:a              aaaaaaaaaaaa           5B             0B        ',
        '',
        'b:1                ',
        'b:2                   aaaaaaaaaaaa           0B             0B        ',
        '├─ linux/arm64        bbbbbbbbbbbb       1.77kB         1.77kB        ',
        '└─ linux/arm/v7       bbbbbbbbbbbb       1.77kB         1.77kB        ',
        '',
        '',
      ].map((line) => (line === 'b:1                ' ? 'b:1'.padEnd('linux/arm/v7'.length + 7) : line)),
    );
  });

  it('keeps a port apart from a tag', () => {
    const format = '{{.Repository}} {{.Tag}}';
    const names = ['registry.example:5000/a/b', 'registry.example:5000/a/b:v2', 'latest'];
    expect(renderDockerImages([image({ names })], { ...ASKED, format })).toBe(
      'registry.example:5000/a/b <none>\nregistry.example:5000/a/b v2\n<none> latest\n',
    );
  });

  it('keeps control characters from the terminal', () => {
    const images = [image({ names: ['a\x1b[2Jb\nc:1'] })];
    for (const format of ['', 'table', '{{.Repository}}'])
      expect(renderDockerImages(images, { ...ASKED, format })).not.toContain('\x1b');
    expect(renderDockerImages(images, { ...ASKED, usage: true })).toContain('a\\x1b[2Jb\\nc:1');
  });
});
