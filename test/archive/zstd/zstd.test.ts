import { describe, expect, it } from 'vitest';
import { decompress } from '../../../src/archive/decompress.ts';
import type { PlimsollError } from '../../../src/core/errors.ts';
import { repeatedFrame, skippableFrame, storedFrame } from '../../support/zstd.ts';

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function unpack(bytes: Uint8Array, size: number): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of decompress(cut(bytes, size), 'zstd', 'x.zst', { maxUnpacked: null }))
    pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

async function complaint(bytes: Uint8Array): Promise<string> {
  return unpack(bytes, 1000).then(
    () => 'none',
    (error: PlimsollError) => `${error.code}: ${error.message}`,
  );
}

const long = 'long '.repeat(60_000);
const readable: readonly (readonly [string, Uint8Array, string])[] = [
  ['one frame', storedFrame('hello'), 'hello'],
  ['a frame without content', storedFrame(''), ''],
  ['a frame of several blocks', storedFrame(long), long],
  ['a frame that states its window', storedFrame('hello', { windowLog: 17 }), 'hello'],
  ['a frame with a checksum', storedFrame('hello', { checksum: true }), 'hello'],
  ['a repeated byte', repeatedFrame(0x61, 1000), 'a'.repeat(1000)],
  ['several frames', Buffer.concat([storedFrame('one '), storedFrame(''), storedFrame('two')]), 'one two'],
  ['a skippable frame first', Buffer.concat([skippableFrame('meta'), storedFrame('hello')]), 'hello'],
  [
    'a skippable frame between',
    Buffer.concat([storedFrame('a'), skippableFrame('x'), storedFrame('b')]),
    'ab',
  ],
  ['a skippable frame last', Buffer.concat([storedFrame('hello'), skippableFrame('index')]), 'hello'],
  ['nothing but skippable frames', Buffer.concat([skippableFrame('a'), skippableFrame('')]), ''],
  [
    'thousands of frames',
    Buffer.concat(
      Array.from({ length: 1500 }, (_, i) => (i % 3 === 0 ? skippableFrame('s') : storedFrame('x'))),
    ),
    'x'.repeat(1000),
  ],
];

describe('zstd data with', () => {
  describe.each([1, 3, 7, 1 << 20])('pieces of %d bytes:', (size) => {
    it.each(readable)('%s is unpacked', async (_, bytes, text) => {
      expect(await unpack(bytes, size)).toBe(text);
    });
  });

  const broken: readonly (readonly [string, Uint8Array, RegExp])[] = [
    ['its last byte missing', storedFrame('hello').subarray(0, -1), /unexpected end of data/],
    [
      'its checksum missing',
      storedFrame('hello', { checksum: true }).subarray(0, -4),
      /unexpected end of data/,
    ],
    [
      'half a magic number',
      Buffer.concat([storedFrame('a'), storedFrame('b').subarray(0, 2)]),
      /unexpected end/,
    ],
    ['a skippable frame cut short', skippableFrame('meta').subarray(0, -1), /unexpected end of data/],
    [
      'text behind it',
      Buffer.concat([storedFrame('a'), Buffer.from('garbage')]),
      /no zstd frame begins there/,
    ],
    ['zeros behind it', Buffer.concat([storedFrame('a'), Buffer.alloc(20)]), /no zstd frame begins there/],
    [
      'a block of a reserved kind',
      Buffer.concat([storedFrame('').subarray(0, 6), Buffer.of(7, 0, 0)]),
      /malformed/,
    ],
  ];
  it.each(broken)('%s is refused', async (_, bytes, message) => {
    expect(await complaint(bytes)).toMatch(message);
    expect(await complaint(bytes)).toMatch(
      /^corrupt: x\.zst is damaged before offset \d+ of the zstd data: .*\.$/,
    );
  });

  it('a window of 2 TB is refused, which is no damage', async () => {
    expect(await complaint(storedFrame('hello', { windowLog: 41 }))).toBe(
      'limit: x.zst cannot be unpacked: a zstd frame needs a window of 2199023255552 bytes, 134217728 are allowed.',
    );
  });

  it('what all streams of an archive unpack to together is bounded, too', async () => {
    const tally = { stored: 1000, unpacked: 2 ** 33 + 200 * 1000 };
    const read = async (maxUnpacked: number | null): Promise<number> => {
      let bytes = 0;
      for await (const piece of decompress(cut(storedFrame('hello'), 9), 'zstd', 'x', { maxUnpacked, tally }))
        bytes += piece.length;
      return bytes;
    };
    expect(await read(null)).toBe(5); // what is stored of it counts as well
    tally.unpacked += 1 << 20;
    await expect(read(null)).rejects.toThrow(
      /^x, with all that was unpacked before it, unpacks to more than \d{10} bytes from \d{4}, which is beyond the limit\.$/,
    );
    expect(await read(10)).toBe(5);
  });

  it('a gigabyte of zeros behind a few bytes is refused when a limit is stated', async () => {
    const bomb = Buffer.concat(Array.from({ length: 8192 }, () => repeatedFrame(0, 128 << 10)));
    const pieces = decompress(cut(bomb, 1 << 16), 'zstd', 'x.zst', { maxUnpacked: 5_000_000 });
    const all = async (): Promise<void> => {
      for await (const piece of pieces) expect(piece.length).toBeGreaterThan(0);
    };
    await expect(all()).rejects.toMatchObject({
      code: 'limit',
      message: expect.stringContaining('x.zst unpacks to'),
    });
  });
});
