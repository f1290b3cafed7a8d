import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { plimsoll } from '../support/cli.ts';
import { archiveMembers, dockerArchive, scratchDirectory, writeTo } from '../support/image-archive.ts';
import { type TarEntry, tarHeader, tarOf } from '../support/tar.ts';
import { ARCHIVES } from '../support/truth.ts';

const directory = scratchDirectory();
const layer = tarOf({ name: 'etc/', type: '5' }, { name: 'etc/motd', body: 'hello\n' });
const good = dockerArchive({ layers: [layer] });
const manifest = (value: unknown): Buffer => tarOf({ name: 'manifest.json', body: JSON.stringify(value) });

/** A good archive in which members of a name are replaced, or dropped with null. */
function changed(changes: Readonly<Record<string, TarEntry | null>>): Buffer {
  const members = archiveMembers({ layers: [layer] }).flatMap((member, i) => {
    const key = i === 0 ? 'layer' : String(member.name);
    const change = changes[key];
    return change === null ? [] : [change === undefined ? member : { ...change, name: member.name }];
  });
  return tarOf(...members);
}

function directoryOf(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(directory, name);
  mkdirSync(path);
  for (const [file, text] of Object.entries(files)) writeTo(path, file, text);
  return path;
}

function outsideLink(): string {
  const path = directoryOf('linked', {});
  symlinkSync('/etc/passwd', join(path, 'manifest.json'));
  return path;
}

const truncated = readFileSync(join(ARCHIVES, 'tiny/kitchen/docker20-save.tar')).subarray(0, 40_000);
const cases: readonly (readonly [string, string | Buffer, RegExp])[] = [
  ['a file that is not there', join(directory, 'none.tar'), /none\.tar does not exist\./],
  [
    'the name of an image',
    'nginx:1.27',
    /^plimsoll: nginx:1\.27 does not exist\.\n {2}Name a file\. .*docker save nginx:1\.27 \| plimsoll image -$/m,
  ],
  ['an empty file', Buffer.alloc(0), /is empty\./],
  [
    'a directory that is no layout',
    directoryOf('empty', { 'readme.md': 'x' }),
    /is a directory without index\.json or manifest\.json/,
  ],
  [
    'text',
    Buffer.from('not a tar\n'.repeat(100)),
    /is damaged at offset 0: no tar header is there but text: "not a tar\\nnot a tar\\nnot a tar\\nnot a tar\\n"\./,
  ],
  [
    'a short text',
    Buffer.from('not a tar'),
    /is damaged at offset 0: no tar header is there but text: "not a tar"\./,
  ],
  ['a zip', Buffer.from('PK\x03\x04 zip'), /is zip data, not a tar\./],
  ['xz data', Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]), /is xz data, not a tar\.\n {2}Unpack it first/],
  ['a report', Buffer.from('{\n  "kind": "image"\n}\n'), /is JSON data, not a tar\./],
  ['a program', Buffer.from('\x7fELF\x02\x01\x01'), /is ELF data, not a tar\./],
  [
    'a truncated archive',
    truncated,
    /is damaged at offset \d+: the body of \S+ is cut short, \d+ bytes are missing\./,
  ],
  [
    'a file system tar',
    tarOf({ name: 'etc/passwd', body: 'x' }),
    /is a tar without manifest\.json or index\.json: a file system, not an image\./,
  ],
  ['a docker save from before 1.10', tarOf({ name: 'repositories', body: '{}' }), /from before Docker 1\.10/],
  [
    'a manifest that is not JSON',
    tarOf({ name: 'manifest.json', body: '[{' }),
    /manifest\.json is not JSON: the parser stops at offset 2\./,
  ],
  [
    'a manifest in UTF-16',
    tarOf({ name: 'manifest.json', body: Buffer.from('\ufeff[]', 'utf16le') }),
    /manifest\.json is not JSON: it is UTF-16, JSON is UTF-8\./,
  ],
  [
    'a manifest that is empty',
    tarOf({ name: 'manifest.json', body: '' }),
    /manifest\.json is not JSON: it is empty\./,
  ],
  [
    'a manifest that lists nothing',
    manifest([]),
    /manifest\.json is not what it should be: it lists no image\./,
  ],
  [
    'a manifest of nulls',
    manifest([null]),
    /manifest\.json is not what it should be: item 1 is not an object\./,
  ],
  [
    'a manifest with layers of a wrong type',
    changed({ 'manifest.json': { name: '', body: '[{"Config":1,"Layers":7}]' } }),
    /an image has no Config\./,
  ],
  [
    'a config that is not there',
    manifest([{ Config: 'c.json', Layers: [] }]),
    /c\.json, named by manifest\.json, is not in the archive\./,
  ],
  [
    'a layer that is not there',
    changed({ layer: null }),
    /layer blobs\/sha256\/[0-9a-f]{64}, named by manifest\.json, is not in the archive\./,
  ],
  [
    'a layer that is a link to itself',
    changed({ layer: { name: '', type: '2', link: `../../blobs/sha256/x` } }),
    /is not in the archive\./,
  ],
  [
    'a layer that is text',
    changed({ layer: { name: '', body: 'x'.repeat(700) } }),
    /blobs\/sha256\/\w+ is damaged at offset 0: no tar header is there but text: "x{40}"\./,
  ],
  [
    'a layer whose checksum is wrong',
    changed({ layer: { name: '', body: withFlip(layer, 513) } }),
    /is damaged at offset 512: the header says checksum/,
  ],
  [
    'a layer with a size beyond its end',
    changed({ layer: { name: '', body: tarHeader({ name: 'etc/big', size: 8e9 }) } }),
    /is damaged at offset 0: the body of etc\/big is cut short, 8000000000 bytes are missing\./,
  ],
  [
    'gzip data that is damaged',
    withFlip(gzipSync(good), 40),
    /is damaged before offset \d+ of the gzip data/,
  ],
  [
    'gzip data that is truncated',
    gzipSync(good).subarray(0, 300),
    /is damaged before offset 300 of the gzip data: unexpected end of file\./,
  ],
  [
    'a directory whose manifest is a link to elsewhere',
    outsideLink(),
    /manifest\.json is a link that leads out of the directory\./,
  ],
];

describe('plimsoll image on bad input ends with status 2 and one clear sentence:', () => {
  it.each(cases)('%s', async (_, input, message) => {
    const file =
      typeof input === 'string'
        ? input
        : writeTo(directory, `case-${cases.findIndex(([, found]) => found === input)}.tar`, input);
    const result = await plimsoll(['image', file, '--format', 'json']);
    expect(result.err).toMatch(message);
    expect(result.err).toMatch(/^plimsoll: .*\.\n( {2}.*\n)?$/);
    expect(result.err).toContain(file);
    expect({ code: result.code, out: result.out }).toEqual({ code: 2, out: '' });
  });

  it.each(cases.filter(([, input]) => typeof input !== 'string'))(
    '%s, from standard input',
    async (_, input, message) => {
      const result = await plimsoll(['image', '-', '--format', 'json'], { stdin: input as Buffer });
      expect(result.err).toMatch(message);
      expect(result.err).toMatch(/^plimsoll: standard input.*\.\n( {2}.*\n)?$/);
      expect({ code: result.code, out: result.out }).toEqual({ code: 2, out: '' });
    },
  );
});

describe('symlinks among members', () => {
  const link = (target: string): TarEntry => ({ name: 'aa/layer.tar', type: '2', link: target });
  const save = (...extra: readonly TarEntry[]): Buffer => {
    const members = archiveMembers({ layers: [layer] });
    const config = String(members[1]!.name);
    return tarOf(
      ...members.slice(0, 2),
      { name: 'manifest.json', body: JSON.stringify([{ Config: config, Layers: ['aa/layer.tar'] }]) },
      ...extra,
    );
  };

  it('that loop are an error', async () => {
    const result = await plimsoll(['image', '-'], {
      stdin: save(link('../bb/layer.tar'), { ...link('../aa/layer.tar'), name: 'bb/layer.tar' }),
    });
    expect(result.err).toBe('plimsoll: standard input: aa/layer.tar is a link that leads back to itself.\n');
    expect(result.code).toBe(2);
  });

  it('that lead out of the archive stay inside it', async () => {
    const result = await plimsoll(['image', '-'], { stdin: save(link('../../../../etc/passwd')) });
    expect(result.err).toMatch(/layer aa\/layer\.tar, named by manifest\.json, is not in the archive\./);
    expect(result.code).toBe(2);
  });
});

describe('plimsoll alone', () => {
  it('prints its help and is content', async () => {
    const bare = await plimsoll([]);
    expect(bare).toEqual(await plimsoll(['--help']));
    expect(bare.out).toMatch(/^Examples:\n {2}plimsoll context \.\n/);
    expect({ code: bare.code, err: bare.err }).toEqual({ code: 0, err: '' });
  });
});

describe('a wrong command line ends with status 2 and nothing on standard output:', () => {
  const lines: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['an unknown command', ['imgae', 'x'], /unknown command 'imgae'\n\(Did you mean (one of )?.*image/],
    [
      'an unknown option',
      ['image', 'x', '--formt', 'json'],
      /unknown option '--formt'\n\(Did you mean --format\?\)/,
    ],
    ['an unknown format', ['image', 'x', '--format', 'yaml'], /Allowed choices are/],
    ['no archive', ['image'], /missing required argument 'archive'/],
    ['a size that is none', ['image', 'x', '--max-unpacked', 'much'], /is not a size/],
  ];
  it.each(lines)('%s', async (_, args, message) => {
    const result = await plimsoll(args);
    expect(result.err).toMatch(message);
    expect({ code: result.code, out: result.out }).toEqual({ code: 2, out: '' });
  });
});

function withFlip(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = copy[at]! ^ 0x41;
  return copy;
}
