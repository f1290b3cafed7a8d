import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { hasNativeZstd } from '../../src/archive/decompress.ts';
import { type CliResult, plimsoll } from '../support/cli.ts';
import {
  archiveMembers,
  dockerArchive,
  scratchDirectory,
  sha256,
  writeTo,
} from '../support/image-archive.ts';
import { descriptor, imageIndex, json, ociLayout } from '../support/oci.ts';
import { type TarEntry, tarHeader, tarOf, tarWithoutEnd } from '../support/tar.ts';
import { repeatedFrame } from '../support/zstd.ts';

const PRELOAD = pathToFileURL(fileURLToPath(new URL('../support/peak-memory.mjs', import.meta.url))).href;
const LIMIT_KIB = 512 * 1024;
const MIB = 1 << 20;
const directory = scratchDirectory();
const layer = tarOf({ name: 'etc/motd', body: 'hello\n' });

/** A docker archive whose only layer is stored as these bytes. */
const storing = (bytes: Buffer): Buffer => dockerArchive({ layers: [layer], stored: [bytes] });
const repeated = (bytes: Buffer, times: number): Buffer =>
  Buffer.concat(new Array<Buffer>(times).fill(bytes));
/** Members that each begin with a name of their own, as a gzip layer. */
const entries = (count: number, entry: (n: number) => readonly TarEntry[]): Buffer =>
  storing(gzipSync(tarWithoutEnd(...Array.from({ length: count }, (_, n) => entry(n)).flat()), { level: 1 }));
const longNamed = (type: string, body: string): TarEntry => ({
  name: '././@LongLink',
  type,
  body,
  format: 'gnu',
});

async function inspect(label: string, bytes: Buffer, ...options: string[]): Promise<CliResult> {
  const file = writeTo(directory, `${label.replace(/\W+/g, '-')}.tar`, bytes);
  const peak = join(directory, 'peak');
  const env = { NODE_OPTIONS: `--import=${PRELOAD}`, PEAK_MEMORY_FILE: peak };
  const result = await plimsoll(['image', file, ...options], { env });
  expect(Number(readFileSync(peak, 'utf8'))).toBeLessThan(LIMIT_KIB);
  expect(result.err).toMatch(/^plimsoll: [^\n]+\.\n( {2}[^\n]+\n)?$/);
  expect([result.code, result.out]).toEqual([2, '']);
  return result;
}

describe('in bounded memory plimsoll image refuses', () => {
  const zeros = repeated(gzipSync(Buffer.alloc(64 * MIB)), 100);

  it('6.7 GB of zeros behind a few kilobytes, packed twice', async () => {
    const bomb = gzipSync(storing(zeros));
    expect(bomb.length).toBeLessThan(40_000);
    const { err } = await inspect('twice', bomb);
    expect(err).toMatch(
      / unpacks to more than 2\d{9} bytes from \d+, which is beyond the limit\.\n {2}Allow more with --max-unpacked/,
    );
  });

  it.each([
    ['gzip', zeros],
    ['zstd', repeated(repeatedFrame(0, 128 << 10), 10_000)],
  ])('more %s data than --max-unpacked allows', async (kind, bytes) => {
    const { err } = await inspect(`stated ${kind}`, storing(bytes), '--max-unpacked', '300MB');
    expect(err).toMatch(
      /blobs\/sha256\/\w+ unpacks to more than 3\d{8} bytes from \d+, which is beyond the limit\./,
    );
  });

  it('a zstd frame that wants a window of gigabytes', async () => {
    const frame = Buffer.of(0x28, 0xb5, 0x2f, 0xfd, 0, 0xff, 1, 0, 0);
    const { err } = await inspect('window', storing(frame));
    if (!hasNativeZstd)
      expect(err).toMatch(/a zstd frame needs a window of \d+ bytes, 134217728 are allowed\./);
  });

  it('names of a megabyte, one after the other', async () => {
    const bytes = entries(150, (n) => [longNamed('L', `${n}${'n'.repeat(MIB - 10)}`), { name: 'x' }]);
    expect((await inspect('names', bytes)).err).toMatch(
      /its paths are longer or deeper than those of any file system\.\n/,
    );
  });

  it.each([1, 20])('%d paths of half a million directories', async (count) => {
    const bytes = entries(count, (n) => [longNamed('L', `${n}${'/a'.repeat(MIB / 2 - 10)}`), { name: 'x' }]);
    expect((await inspect('depth', bytes)).err).toMatch(
      /its paths are longer or deeper than those of any file system\.\n/,
    );
  });

  it('symlinks to a megabyte of path', async () => {
    const bytes = entries(100, (n) => [longNamed('K', 't'.repeat(MIB - 10)), { name: `l${n}`, type: '2' }]);
    expect((await inspect('targets', bytes)).err).toMatch(
      /its symlinks point at longer paths than any file system has\.\n/,
    );
  });

  it('more than a hundred thousand members', async () => {
    const one = tarWithoutEnd({ name: 'x', body: 'x' });
    const many = Buffer.concat(
      Array.from({ length: 101_000 }, (_, n) =>
        Buffer.concat([tarHeader({ name: `${n}`, size: 1 }), one.subarray(512)]),
      ),
    );
    const { err } = await inspect('members', gzipSync(many, { level: 1 }));
    expect(err).toMatch(/has more members, or longer names of them, than an image archive may have/);
  });

  it.each([
    [800, /names the same layers so often that 2397000 entries come again, 2000000 may\.\n/],
    [10_001, /the image has 10001 layers, 10000 are allowed\.\n/],
  ])('one layer of 3,000 entries, %d times', async (times, message) => {
    const many = repeated(tarHeader({ name: 'x' }), 3000);
    const config = json({ os: 'linux', rootfs: { diff_ids: new Array(times).fill(sha256(many)) } });
    const manifest = json([{ Config: 'c.json', Layers: new Array(times).fill('l.tar') }]);
    const bytes = tarOf(
      { name: 'l.tar', body: many },
      { name: 'c.json', body: config },
      { name: 'manifest.json', body: manifest },
    );
    expect((await inspect(`again ${times}`, bytes)).err).toMatch(message);
  });

  it('one config of 20 MB, a hundred times', async () => {
    const config = json({ os: 'linux', pad: 'x'.repeat(20_000_000) });
    const manifests = Array.from({ length: 100 }, (_, n) =>
      json({ n, config: descriptor(config, 'application/vnd.oci.image.config.v1+json'), layers: [] }),
    );
    const index = imageIndex(
      manifests.map((one) => descriptor(one, 'application/vnd.oci.image.manifest.v1+json')),
    );
    const { err } = await inspect('configs', tarOf(...ociLayout(index, config, ...manifests)));
    expect(err).toMatch(/manifests and configs have more than 268435456 bytes\.\n/);
  });

  it('a manifest of 40 MB', async () => {
    const [blob, config] = archiveMembers({ layers: [layer] });
    const bytes = tarOf(blob!, config!, { name: 'manifest.json', body: `[${' '.repeat(40_000_000)}]` });
    expect((await inspect('manifest', bytes)).err).toMatch(
      /manifest\.json has 40000002 bytes, a manifest or config may have 33554432\.\n/,
    );
  });
});
