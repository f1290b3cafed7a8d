import { randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { plimsoll } from '../support/cli.ts';
import { dockerArchive, scratchDirectory, sha256, writeTo } from '../support/image-archive.ts';
import { inProcess } from '../support/in-process.ts';
import { descriptor, imageIndex, imageManifest, json, ociLayout } from '../support/oci.ts';
import { paxHeader, type TarEntry, tarOf, tarWithoutEnd } from '../support/tar.ts';
import { storedFrame } from '../support/zstd.ts';

const directory = scratchDirectory();
const layer = tarOf({ name: 'etc/', type: '5' }, { name: 'etc/motd', body: 'hello\n' });
const INDEX = 'application/vnd.oci.image.index.v1+json';
const MIB = 1 << 20;

/** An archive of one layer with these bytes. */
const withLayer = (...entries: readonly TarEntry[]): Buffer => dockerArchive({ layers: [tarOf(...entries)] });
const manifest = (value: unknown): Buffer => tarOf({ name: 'manifest.json', body: JSON.stringify(value) });
const withConfig = (config: Readonly<Record<string, unknown>>): Buffer =>
  dockerArchive({ layers: [layer], config });
const longName = (length: number, type = 'L'): TarEntry => ({
  name: '././@LongLink',
  type,
  body: 'n'.repeat(length),
  format: 'gnu',
});

/** A header whose numeric field holds these bytes. */
function field(at: number, bytes: string | readonly number[]): TarEntry {
  const patch = (header: Buffer): void => {
    header.fill(0, at, at + 12);
    header.set(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, at);
  };
  return { name: 'x', patch };
}

/** Indexes that lead to each other, each by its digest as claimed. */
function nested(depth: number): Buffer {
  let inner = imageIndex([]);
  const blobs: Buffer[] = [inner];
  for (let n = 0; n < depth; n++) {
    inner = imageIndex([descriptor(inner, INDEX)]);
    blobs.push(inner);
  }
  return tarOf(...ociLayout(inner, ...blobs.slice(0, -1)));
}

/** An index that names itself, under a digest that is not its own. */
function cycle(): Buffer {
  const digest = `sha256:${'c'.repeat(64)}`;
  const index = imageIndex([{ mediaType: INDEX, digest }]);
  return tarOf({ name: 'index.json', body: index }, { name: `blobs/sha256/${'c'.repeat(64)}`, body: index });
}

/** An OCI archive of one layer whose descriptor claims this size. */
function withLayerSize(size: unknown): Buffer {
  const config = json({ os: 'linux', architecture: 'amd64', rootfs: { diff_ids: [sha256(layer)] } });
  const manifest = imageManifest(config, [
    descriptor(layer, 'application/vnd.oci.image.layer.v1.tar', { size }),
  ]);
  const index = imageIndex([descriptor(manifest, 'application/vnd.oci.image.manifest.v1+json')]);
  return tarOf(...ociLayout(index, manifest, config, layer));
}

const SIZE = 124;
const cases: readonly (readonly [string, Buffer, RegExp])[] = [
  [
    'a size of letters',
    withLayer(field(SIZE, 'size')),
    /offset 0: the size in the header is not a number within bounds\.$/m,
  ],
  ['a size of eights', withLayer(field(SIZE, '00000000008')), /the size in the header is not a number/],
  [
    'a negative size in octal',
    withLayer(field(SIZE, '-0000000001')),
    /the size in the header is not a number/,
  ],
  [
    'a negative size in base 256',
    withLayer(field(SIZE, new Array(12).fill(0xff))),
    /the header says size -1\.$/m,
  ],
  [
    'a size beyond 2^53 in base 256',
    withLayer(field(SIZE, [0x80, 0, 0, 0, 0, 0x7f, 255, 255, 255, 255, 255, 255])),
    /the size in the header is not a number/,
  ],
  ['a size beyond the layer', withLayer(field(SIZE, '77777777777')), /cut short, \d+ bytes are missing\.$/m],
  [
    'a user ID beyond 32 bits',
    withLayer(field(108, [0x80, 0, 0, 1, 0, 0, 0, 0])),
    /the header says uid 4294967296\.$/m,
  ],
  ['a time that is no number', withLayer(field(136, 'yesterday')), /the mtime in the header is not a number/],
  [
    'a pax size that is none',
    withLayer(paxHeader({ size: '1e3' }), { name: 'x' }),
    /the pax record size is not a number within bounds\.$/m,
  ],
  [
    'a pax size beyond 2^53',
    withLayer(paxHeader({ size: '99999999999999999999' }), { name: 'x' }),
    /the pax record size is not a number/,
  ],
  [
    'a negative pax user ID',
    withLayer(paxHeader({ uid: '-5' }), { name: 'x' }),
    /the pax record uid is not a number/,
  ],
  [
    'a pax record with a length that lies',
    withLayer({ name: 'p', type: 'x', body: '999 path=x\n' }, { name: 'x' }),
    /a pax header holds a malformed record\.$/m,
  ],
  [
    'a pax path with a NUL',
    withLayer(paxHeader({ path: 'a\0b' }), { name: 'x' }),
    /the pax record path holds a NUL\.$/m,
  ],
  [
    'sparse files that claim more than can be counted',
    withLayer(
      ...[1, 2].flatMap((n) => [
        paxHeader({ 'GNU.sparse.realsize': String(Number.MAX_SAFE_INTEGER) }),
        { name: `s${n}` },
      ]),
    ),
    /claims more bytes in its layers than can be counted \(2\^53\)\.$/m,
  ],
  [
    'a long name of 2 MiB',
    withLayer(longName(2 * MIB), { name: 'x' }),
    /a header of 2097152 bytes for one name is beyond the limit of 1048576\.$/m,
  ],
  [
    'long names without end before one member',
    withLayer(...new Array<TarEntry>(40).fill(longName(32 << 10)), { name: 'x' }),
    /for one name is beyond the limit/,
  ],
  [
    'a long name without a member',
    withLayer(longName(200)),
    /the tar ends between a long-name or pax header and its member\.$/m,
  ],
  [
    'global pax records without end',
    withLayer(...Array.from({ length: 70 }, (_, n) => paxHeader({ [`SCHILY.xattr.user.${n}`]: 'x' }, 'g')), {
      name: 'x',
    }),
    /global pax headers hold more than 64 records, or 4096 bytes of them\.$/m,
  ],
  [
    'a long global pax record, which every member would have to bear',
    withLayer(paxHeader({ 'SCHILY.xattr.user.x': 'x'.repeat(5000) }, 'g'), { name: 'x' }),
    /offset 0: global pax headers hold more than 64 records, or 4096 bytes of them\.$/m,
  ],
  [
    'a manifest that is null',
    manifest(null),
    /manifest\.json is not a JSON object or list: it begins neither with \{ nor with \[\.$/m,
  ],
  ['a manifest that is a number', manifest(7), /manifest\.json is not a JSON object or list/],
  [
    'a manifest that is an object of nothing',
    manifest({}),
    /it is neither docker’s list of images nor a registry’s manifest\.$/m,
  ],
  ['a manifest of lists', manifest([[]]), /item 1 is not an object\.$/m],
  [
    'a manifest that nests without end',
    tarOf({ name: 'manifest.json', body: '['.repeat(100_000) }),
    /manifest\.json is not JSON: it nests more than 256 deep\.$/m,
  ],
  [
    'a config that nests without end',
    withConfig({ config: { Labels: JSON.parse(`${'['.repeat(300)}${']'.repeat(300)}`) } }),
    /is not JSON: it nests more than 256 deep\.$/m,
  ],
  [
    'a manifest of more than 10,000 images',
    manifest(new Array(10_001).fill({ Config: 'c' })),
    /lists more than 10000 images\.$/m,
  ],
  ...[-1, 1.5, 2 ** 64, '5', []].map((size): readonly [string, Buffer, RegExp] => [
    `the layer size ${JSON.stringify(size)}`,
    withLayerSize(size),
    /is not what it should be: the size of a layer is no number of bytes: .+\.$/m,
  ]),
  ['a config without a name', manifest([{ Config: '', Layers: [] }]), /an image has no Config\.$/m],
  [
    'a layer without a name',
    tarOf(
      { name: 'c.json', body: '{}' },
      { name: 'manifest.json', body: '[{"Config":"c.json","Layers":["./"]}]' },
    ),
    /manifest\.json is not what it should be: a layer has no name\.$/m,
  ],
  [
    'UTF-16 without a byte order mark',
    tarOf({ name: 'manifest.json', body: Buffer.from('[{}]', 'utf16le') }),
    /manifest\.json is not JSON: it is UTF-16, JSON is UTF-8\.$/m,
  ],
  ...['../../etc/passwd', 'SHA256:ABC', 'md5:d41d8cd98f00b204e9800998ecf8427e', ''].map(
    (digest): readonly [string, Buffer, RegExp] => [
      `the diff ID ${JSON.stringify(digest)}`,
      withConfig({ rootfs: { diff_ids: [digest] } }),
      /names the diff ID ".*", which is not a digest\.$/m,
    ],
  ),
  [
    'layers that are a path out of the archive',
    manifest([{ Config: '../../../etc/passwd', Layers: [] }]),
    /etc\/passwd, named by manifest\.json, is not in the archive\.$/m,
  ],
  [
    'an index whose digest is a path',
    tarOf(...ociLayout(imageIndex([{ digest: 'sha256:../../../etc/passwd' }]))),
    /index\.json is not what it should be: "sha256:\.\.\/\.\.\/\.\.\/etc\/passwd" is not a digest\.$/m,
  ],
  [
    'an index of a digest that nobody knows',
    tarOf(...ociLayout(imageIndex([{ digest: `md5:${'0'.repeat(32)}` }]))),
    /"md5:0{32}" is not a digest\.$/m,
  ],
  [
    'a digest of the wrong length',
    tarOf(...ociLayout(imageIndex([{ digest: 'sha256:abc' }]))),
    /"sha256:abc" is not a digest\.$/m,
  ],
  [
    'an index that leads back to itself',
    cycle(),
    /blobs\/sha256\/c{64} is not what it should be: the index leads back to itself\.$/m,
  ],
  ['indexes nested 60 deep', nested(60), /is nested more than 16 indexes deep\.$/m],
  [
    'a config without an object',
    withConfig({ rootfs: { diff_ids: 7 } }),
    /has diff_ids that are no list of digests\.$/m,
  ],
  [
    'fewer diff IDs than layers',
    withConfig({ rootfs: { diff_ids: [] } }),
    /the image has 1 layers, its config blobs\/sha256\/\w+ names 0 diff IDs\.$/m,
  ],
  [
    'a layer of half a header',
    dockerArchive({ layers: [layer], stored: [layer.subarray(0, 700)] }),
    /cut short|188 bytes are left where a header needs 512/,
  ],
  [
    'a layer whose gzip checksum is wrong',
    dockerArchive({ layers: [layer], stored: [spoilt(gzipSync(layer), -6)] }),
    /is damaged before offset \d+ of the gzip data: incorrect data check\.$/m,
  ],
  [
    'a layer whose gzip length is wrong',
    dockerArchive({ layers: [layer], stored: [spoilt(gzipSync(layer), -2)] }),
    /is damaged before offset \d+ of the gzip data: incorrect length check\.$/m,
  ],
  [
    'a gzip layer that is cut off',
    dockerArchive({ layers: [layer], stored: [gzipSync(layer).subarray(0, -9)] }),
    /of the gzip data: unexpected end of file\.$/m,
  ],
  [
    'a zstd layer that is cut off',
    dockerArchive({ layers: [layer], stored: [storedFrame(layer).subarray(0, -9)] }),
    /of the zstd data: unexpected end of data\.$/m,
  ],
  [
    'a zstd layer with a flipped bit',
    dockerArchive({ layers: [layer], stored: [spoilt(storedFrame(layer), 1030)] }),
    /diff ID claims sha256:\w+, computed is sha256:\w+\.$|of the zstd data: |is damaged at offset/m,
  ],
  [
    'a name that rings, colours and turns around',
    manifest([{ Config: '\u001b[31m\u0007\u202e\n.json', Layers: [] }]),
    /\\x1b\[31m\\x07\\u202e\\n\.json, named by manifest\.json, is not in the archive\.$/m,
  ],
];

describe('of an archive that is cut off between two members plimsoll image', () => {
  const whole = dockerArchive({ layers: [layer] });
  const afterLayer = whole.subarray(0, 512 + layer.length);
  const withoutEnd = whole.subarray(0, -1024);
  const manifestOnly = tarWithoutEnd({
    name: 'manifest.json',
    body: JSON.stringify([{ Config: 'c.json', Layers: [] }]),
  });

  it.each([
    ['has no manifest', afterLayer, /is a tar without manifest\.json or index\.json, and without an end\.$/],
    ['has no config', manifestOnly, /config c\.json, named by manifest\.json, is not in the archive\.$/],
  ])('says that it %s, and why', async (_, bytes, message) => {
    for (const result of [
      await plimsoll(['image', writeTo(directory, 'cut.tar', bytes)]),
      await plimsoll(['image', '-'], { stdin: bytes }),
    ]) {
      const [error, hint] = result.err.split('\n');
      expect(error).toMatch(message);
      expect(hint).toBe('  It has no end-of-archive block and may be cut short: save or copy it again.');
      expect(result.code).toBe(2);
    }
  });

  it('reads all that is there', async () => {
    expect(await plimsoll(['image', writeTo(directory, 'endless.tar', withoutEnd)])).toMatchObject({
      code: 0,
    });
  });
});

describe('plimsoll image refuses in one sentence, by path and from standard input:', () => {
  it.each(cases)('%s', async (label, bytes, message) => {
    const file = writeTo(directory, `${label.replace(/\W+/g, '-')}.tar`, bytes);
    for (const [source, stdin] of [
      [file, undefined],
      ['-', bytes],
    ] as const) {
      const result = await plimsoll(
        ['image', source, '--format', 'json'],
        stdin === undefined ? {} : { stdin },
      );
      expect(result.err).toMatch(/^plimsoll: [^\n]+\.\n( {2}[^\n]+\n)?$/);
      expect(result.err.split('\n')[0]).toMatch(message);
      expect(result.err.length).toBeLessThan(1000);
      expect([result.code, result.out]).toEqual([2, '']);
    }
  });

  it.each([
    ['zstd', storedFrame(Buffer.alloc(400_000, 'x'))],
    ['gzip', gzipSync(randomBytes(400_000))],
  ])('an archive cut off in the middle of a %s layer, and the process ends', async (_, stored) => {
    const whole = dockerArchive({ layers: [layer], stored: [stored] });
    const { code, out, err } = await plimsoll(['image', '-'], { stdin: whole.subarray(0, 200_000) });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^plimsoll: standard input is damaged at offset 0: the body of \S+ is cut short/);
  });

  it('a good archive cut off anywhere', async () => {
    const whole = dockerArchive({ layers: [layer] });
    const end = whole.length - 2 * 512;
    for (let at = 0; at < end; at += 512) {
      for (const cut of [at, at + 100]) {
        const { code, out, err } = await inProcess(['image', '-'], whole.subarray(0, cut));
        expect([cut, code, out]).toEqual([cut, 2, '']);
        expect(err).toMatch(/^plimsoll: standard input [^\n]+\.\n( {2}[^\n]+\n)?$/);
      }
    }
  });
});

/** The bytes with one bit flipped; `at` counts from the end when it is negative. */
function spoilt(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  const place = at < 0 ? bytes.length + at : at;
  copy[place] = copy[place]! ^ 1;
  return copy;
}
