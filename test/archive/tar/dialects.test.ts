import { openSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { TarMember } from '../../../src/archive/tar/member.ts';
import { scanTarFile } from '../../../src/archive/tar/scan-file.ts';
import { TarStreamScanner } from '../../../src/archive/tar/scan-stream.ts';
import { nameText } from '../../../src/core/byte-text.ts';
import { PlimsollError } from '../../../src/core/errors.ts';
import { scratchDirectory, writeTo } from '../../support/image-archive.ts';
import {
  padded,
  paxHeader,
  sealed,
  type TarEntry,
  tarHeader,
  tarOf,
  tarWithoutEnd,
} from '../../support/tar.ts';

const PLACE = { file: 'x.tar', entry: null, isDecompressed: false };
const directory = scratchDirectory();

interface Seen {
  readonly name: string;
  readonly type: number;
  readonly size: number;
  readonly link: string;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly mtime: number;
  readonly headerOffset: number;
  readonly bodyOffset: number;
  readonly isSparse: boolean;
  readonly hasXattrs: boolean;
}

function copyOf(member: TarMember): Seen {
  return {
    name: nameText(member.name.bytes.subarray(member.name.start, member.name.end)),
    type: member.type,
    size: member.size,
    link: nameText(member.link.bytes.subarray(member.link.start, member.link.end)),
    mode: member.mode,
    uid: member.uid,
    gid: member.gid,
    mtime: member.mtime,
    headerOffset: member.headerOffset,
    bodyOffset: member.bodyOffset,
    isSparse: member.isSparse,
    hasXattrs: member.xattrHash !== 0,
  };
}

let files = 0;
function scanFile(tar: Buffer): Seen[] {
  const seen: Seen[] = [];
  const fd = openSync(writeTo(directory, `${files++}.tar`, tar), 'r');
  scanTarFile({ fd, start: 0, length: tar.length }, PLACE, { member: (member) => seen.push(copyOf(member)) });
  return seen;
}

function scanStream(tar: Buffer, piece: number): Seen[] {
  const seen: Seen[] = [];
  const scanner = new TarStreamScanner(PLACE, {
    member: (member) => seen.push(copyOf(member)),
    body() {},
    bodyEnd() {},
  });
  for (let at = 0; at < tar.length; at += piece) scanner.push(tar.subarray(at, at + piece));
  scanner.end();
  return seen;
}

/** Both drivers, the stream in pieces of several sizes; all must agree. */
function scan(tar: Buffer): Seen[] {
  const seen = scanFile(tar);
  for (const piece of [1, 7, 511, 512, 513, 65536]) expect(scanStream(tar, piece)).toEqual(seen);
  return seen;
}

/** The error of both drivers, which must be the same. */
function errorOf(tar: Buffer): PlimsollError {
  const errors = [() => scanFile(tar), () => scanStream(tar, 100), () => scanStream(tar, 4096)].map((run) => {
    try {
      run();
    } catch (error) {
      expect(error).toBeInstanceOf(PlimsollError);
      return error as PlimsollError;
    }
    throw new Error('no error where one is due');
  });
  expect(new Set(errors.map((error) => error.message)).size).toBe(1);
  return errors[0]!;
}

const LONG = `${'d'.repeat(90)}/${'e'.repeat(90)}/${'f'.repeat(90)}`;

describe('the tar scanner reads', () => {
  const cases: readonly (readonly [string, Buffer, Partial<Seen>])[] = [
    [
      'a plain ustar file',
      tarOf({ name: 'a', body: 'abc' }),
      { name: 'a', size: 3, type: 0, mode: 0o644, bodyOffset: 512 },
    ],
    ['a ustar prefix', tarOf({ name: 'file', prefix: 'deep/er' }), { name: 'deep/er/file' }],
    [
      'no prefix in GNU headers, which keep times there',
      tarOf({ name: 'file', prefix: '17000000000', format: 'gnu' }),
      { name: 'file' },
    ],
    [
      'a v7 header',
      tarOf({ name: 'old', type: '\0', format: 'v7', body: 'x' }),
      { name: 'old', type: 0, size: 1 },
    ],
    [
      'a v7 directory by its slash',
      tarOf({ name: 'old/', type: '\0', format: 'v7' }),
      { name: 'old/', type: 1 },
    ],
    ['a name of just 100 bytes', tarOf({ name: 'n'.repeat(100) }), { name: 'n'.repeat(100) }],
    [
      'a GNU long name',
      tarOf({ name: '././@LongLink', type: 'L', body: `${LONG}\0` }, { name: 'short', body: 'abc' }),
      { name: LONG, size: 3, headerOffset: 0 },
    ],
    [
      'a GNU long link',
      tarOf({ name: '././@LongLink', type: 'K', body: `${LONG}\0` }, { name: 's', type: '2', link: 'x' }),
      { name: 's', link: LONG, type: 2 },
    ],
    [
      'a pax path and size',
      tarOf(paxHeader({ path: LONG }), { name: 'short', body: 'abc' }),
      { name: LONG, size: 3 },
    ],
    [
      'a pax link path',
      tarOf(paxHeader({ linkpath: LONG }), { name: 'h', type: '1', link: 'x' }),
      { link: LONG, type: 3 },
    ],
    [
      'pax uid, gid and mtime',
      tarOf(paxHeader({ uid: '3000000000', gid: '7', mtime: '-1.5' }), { name: 'a' }),
      { uid: 3e9, gid: 7, mtime: -1.5 },
    ],
    ['an empty pax value as not set', tarOf(paxHeader({ path: '' }), { name: 'kept' }), { name: 'kept' }],
    [
      'extended attributes',
      tarOf(paxHeader({ 'SCHILY.xattr.security.capability': Buffer.from([1, 0, 0, 2, 10, 0]) }), {
        name: 'a',
      }),
      { hasXattrs: true },
    ],
    [
      'a global pax header',
      tarOf(paxHeader({ uid: '42' }, 'g'), { name: 'a' }),
      { name: 'a', uid: 42, headerOffset: 1024 },
    ],
    [
      'a hard link without a body, whatever its size says',
      tarOf({ name: 'h', type: '1', link: 'a', size: 999 }),
      { type: 3, size: 0, link: 'a' },
    ],
    [
      'a directory without a body, whatever its size says',
      tarOf({ name: 'd/', type: '5', size: 512 }),
      { type: 1, size: 0 },
    ],
    ['devices and fifos', tarOf({ name: 'c', type: '3' }), { type: 4 }],
    ['a contiguous file', tarOf({ name: 'c', type: '7', body: 'abc' }), { type: 0, size: 3 }],
    ['a type that nobody knows, with its body', tarOf({ name: 'c', type: 'Z', body: 'abc' }), { type: 7 }],
    [
      'base-256 numbers',
      tarOf({ name: 'a', patch: (header) => base256(header, 108, 8, 5_000_000) }),
      { uid: 5_000_000 },
    ],
    [
      'a negative base-256 mtime',
      tarOf({ name: 'a', patch: (header) => header.fill(0xff, 136, 148) }),
      { mtime: -1 },
    ],
    [
      'blank numeric fields as 0',
      tarOf({ name: 'a', patch: (header) => header.fill(0x20, 108, 124) }),
      { uid: 0, gid: 0 },
    ],
    [
      'numbers with leading blanks',
      tarOf({ name: 'a', patch: (header) => header.write('   644 \0', 100, 'latin1') }),
      { mode: 0o644 },
    ],
    ['file type bits in the mode away', tarOf({ name: 'a', mode: 0o104755 }), { mode: 0o4755 }],
    [
      'a checksum over signed bytes',
      signedSum(tarHeader({ name: Buffer.from([0x61, 0xe9]) })),
      { name: 'a\\xe9' },
    ],
    [
      'pax sparse 1.0',
      tarOf(
        paxHeader({ 'GNU.sparse.major': '1', 'GNU.sparse.name': 'real', 'GNU.sparse.realsize': '10000' }),
        { name: 'GNUSparseFile.0/real', body: 'map' },
      ),
      { name: 'real', size: 10_000, isSparse: true },
    ],
    ['GNU sparse', gnuSparse(0), { name: 'hole', size: 8192, isSparse: true, bodyOffset: 512 }],
    [
      'GNU sparse with extension blocks',
      gnuSparse(2),
      { name: 'hole', size: 8192, isSparse: true, bodyOffset: 512 * 3 },
    ],
    ['a tar without end blocks', tarWithoutEnd({ name: 'a', body: 'abc' }), { name: 'a' }],
    [
      'nothing behind a block of zeros',
      Buffer.concat([tarOf({ name: 'a' }), tarOf({ name: 'behind' })]),
      { name: 'a' },
    ],
  ];
  it.each(cases)('%s', (_, tar, expected) => {
    const seen = scan(tar);
    expect(seen).toHaveLength(1);
    expect(seen[0]).toMatchObject(expected);
  });

  it('an empty tar and a tar of zeros', () => {
    expect(scan(Buffer.alloc(0))).toEqual([]);
    expect(scan(Buffer.alloc(1024))).toEqual([]);
  });

  it('many members with bodies of every size around a block, at the right offsets', () => {
    const sizes = [0, 1, 511, 512, 513, 1024, 20_000, 70_000, 5];
    const tar = tarOf(...sizes.map((size, i) => ({ name: `f${i}`, body: Buffer.alloc(size, 65 + i) })));
    const seen = scan(tar);
    expect(seen.map(({ size }) => size)).toEqual(sizes);
    for (const [i, { bodyOffset, size }] of seen.entries()) {
      expect(tar.subarray(bodyOffset, bodyOffset + size).every((byte) => byte === 65 + i)).toBe(true);
    }
  });
});

describe('the tar scanner refuses, with the offset,', () => {
  const two = (second: TarEntry): Buffer => tarOf({ name: 'first', body: 'abc' }, second);
  const cases: readonly (readonly [string, Buffer, RegExp])[] = [
    [
      'a wrong checksum',
      flipped(tarOf({ name: 'a' }), 0),
      /offset 0: the header says checksum \d+ \(octal\), computed is \d+/,
    ],
    [
      'a wrong checksum further on',
      flipped(two({ name: 'b' }), 1024),
      /offset 1024: the header says checksum/,
    ],
    [
      'text',
      Buffer.from('this is no tar at all. '.repeat(60)),
      /offset 0: no tar header is there but text: "this is no tar at all\. this is no tar at"\.$/,
    ],
    [
      'a size that is no number',
      two({ name: 'b', patch: (header) => header.write('12x', 124) }),
      /offset 1024: the size in the header is not a number/,
    ],
    [
      'a negative size',
      two({ name: 'b', patch: (header) => header.fill(0xff, 124, 136) }),
      /offset 1024: the header says size -1/,
    ],
    [
      'a size beyond 2^53',
      two({ name: 'b', patch: (header) => base256(header, 124, 12, 2 ** 60) }),
      /offset 1024: the size/,
    ],
    [
      'a uid that is no number',
      two({ name: 'b', patch: (header) => header.write('zz', 108) }),
      /offset 1024: the uid/,
    ],
    [
      'a negative gid',
      two({ name: 'b', patch: (header) => header.fill(0xff, 116, 124) }),
      /offset 1024: the header says gid -1/,
    ],
    [
      'a mode that is no number',
      two({ name: 'b', patch: (header) => header.write('rwx', 100) }),
      /offset 1024: the mode/,
    ],
    [
      'an mtime that is no number',
      two({ name: 'b', patch: (header) => header.write('noon', 136) }),
      /offset 1024: the mtime/,
    ],
    [
      'a body that is cut short',
      tarWithoutEnd({ name: 'a', body: 'x'.repeat(2000) }).subarray(0, 1500),
      /offset 0: the body of a is cut short, 1060 bytes are missing/,
    ],
    [
      'a body that is cut in its padding',
      tarWithoutEnd({ name: 'a', body: 'abc' }).subarray(0, 600),
      /offset 0: the body of a is cut short, 424 bytes are missing/,
    ],
    [
      'a body that lacks one byte of its padding',
      tarWithoutEnd({ name: 'd/long', body: 'abc' }).subarray(0, 1023),
      /offset 0: the body of d\/long is cut short, 1 byte is missing/,
    ],
    [
      'a pax header that is cut short',
      tarWithoutEnd({ name: 'a', body: 'abc' }, paxHeader({ path: 'b'.repeat(300) })).subarray(0, 1600),
      /offset 1024: the body of a long-name or pax header is cut short, 448 bytes are missing/,
    ],
    [
      'a pax header that is cut in its padding',
      tarWithoutEnd({ name: 'a', body: 'abc' }, paxHeader({ path: 'b' })).subarray(0, 2000),
      /offset 1024: the body of a long-name or pax header is cut short, 48 bytes are missing/,
    ],
    [
      'a size beyond the file',
      tarHeader({ name: 'a', size: 8_000_000_000 }),
      /cut short, 8000000000 bytes are missing/,
    ],
    [
      'half a header',
      tarWithoutEnd({ name: 'a' }, { name: 'b' }).subarray(0, 700),
      /offset 512: 188 bytes are left where a header needs 512/,
    ],
    [
      'a long name without its member',
      tarWithoutEnd({ name: 'x', type: 'L', body: 'long\0' }),
      /ends between a long-name or pax header and its member/,
    ],
    [
      'a pax header before the end blocks',
      tarOf(paxHeader({ path: 'x' })),
      /ends between a long-name or pax header and its member/,
    ],
    [
      'a huge pax header',
      tarHeader({ name: 'x', type: 'x', size: 50_000_000 }),
      /offset 0: a header of 50000000 bytes for one name is beyond the limit/,
    ],
    [
      'a pax record whose length lies',
      tarOf({ name: 'x', type: 'x', body: '99 path=a\n' }, { name: 'a' }),
      /offset 0: a pax header holds a malformed record/,
    ],
    [
      'a pax record without =',
      tarOf({ name: 'x', type: 'x', body: '8 pathx\n' }, { name: 'a' }),
      /malformed record/,
    ],
    [
      'a pax size that is no number',
      tarOf(paxHeader({ size: '1e9' }), { name: 'a' }),
      /the pax record size is not a number/,
    ],
    ['a negative pax size', tarOf(paxHeader({ size: '-5' }), { name: 'a' }), /the pax record size/],
    [
      'a pax time beyond all numbers',
      tarOf(paxHeader({ mtime: '9'.repeat(400) }), { name: 'a' }),
      /the pax record mtime is not a number within bounds/,
    ],
    [
      'a sparse file with more stored than it is long',
      oldSparse(100, [[0, 101]]),
      /offset 0: the sparse map reaches to 101 in a file of 100 bytes/,
    ],
    [
      'sparse regions that overlap',
      oldSparse(100, [
        [10, 20],
        [29, 1],
      ]),
      /the sparse map goes back to 29 behind 30/,
    ],
    [
      'a sparse map without its bytes',
      oldSparse(100, [[0, 50]]),
      /the sparse map tells of 50 bytes, 3 are stored/,
    ],
    [
      'a sparse map whose numbers overflow',
      oldSparse(100, [[2 ** 33 - 1, 2 ** 33 - 1]]),
      /the sparse map reaches to 17179869182 in a file of 100 bytes/,
    ],
    [
      'a pax sparse map that reaches too far',
      tarOf(paxHeader({ 'GNU.sparse.size': '9', 'GNU.sparse.map': '0,1,8,2' }), { name: 'a', body: 'abc' }),
      /the sparse map reaches to 10 in a file of 9 bytes/,
    ],
    [
      'a pax sparse map in pieces that overlap',
      tarOf(
        paxHeader({ 'GNU.sparse.size': '9', 'GNU.sparse.offset': '5', 'GNU.sparse.numbytes': '2' }),
        paxHeader({ 'GNU.sparse.map': '5,2,4,1' }),
        { name: 'a', body: 'abc' },
      ),
      /the sparse map goes back to 4 behind 7/,
    ],
    [
      'a pax sparse map of letters',
      tarOf(paxHeader({ 'GNU.sparse.size': '9', 'GNU.sparse.map': 'a,b' }), { name: 'a' }),
      /the sparse map holds what is no number within bounds/,
    ],
    [
      'a pax sparse map of an odd length',
      tarOf(paxHeader({ 'GNU.sparse.size': '9', 'GNU.sparse.map': '1,2,3' }), { name: 'a' }),
      /the sparse map ends with an offset without a length/,
    ],
    [
      'a real size beyond all numbers',
      tarOf(paxHeader({ 'GNU.sparse.realsize': '9'.repeat(30) }), { name: 'a' }),
      /the pax record GNU\.sparse\.realsize is not a number within bounds/,
    ],
    [
      'gzip data',
      Buffer.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0),
      /offset 0: no tar header is there but gzip data/,
    ],
    [
      'a pax path with a NUL',
      tarOf(paxHeader({ path: 'a\0b' }), { name: 'a' }),
      /the pax record path holds a NUL/,
    ],
  ];
  it.each(cases)('%s', (_, tar, message) => {
    const error = errorOf(tar);
    expect(error.code).toBe('corrupt');
    expect(error.message).toMatch(message);
    expect(error.message).toMatch(/^x\.tar is damaged at offset \d+: .*\.$/);
    expect(error.offset).toBeTypeOf('number');
  });
});

function base256(header: Buffer, at: number, length: number, value: number): void {
  let left = value;
  for (let i = at + length - 1; i > at; i--) {
    header[i] = left % 256;
    left = Math.floor(left / 256);
  }
  header[at] = 0x80;
}

function flipped(tar: Buffer, at: number): Buffer {
  const copy = Buffer.from(tar);
  copy[at] = copy[at]! ^ 1;
  return copy;
}

function signedSum(header: Buffer): Buffer {
  header.fill(0x20, 148, 156);
  const sum = header.reduce((total, byte) => total + ((byte << 24) >> 24), 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return Buffer.concat([header, Buffer.alloc(1024)]);
}

/** A number as the regions of a sparse map hold it. */
function octal(value: number): string {
  return `${value.toString(8).padStart(11, '0')}\0`;
}

/** A sparse file in GNU's old form, three bytes of which are stored. */
function oldSparse(real: number, regions: readonly (readonly [offset: number, length: number])[]): Buffer {
  const header = tarHeader({ name: 'hole', type: 'S', format: 'gnu', body: 'abc' });
  header.write(octal(real), 483, 'latin1');
  header.write(regions.map(([offset, length]) => octal(offset) + octal(length)).join(''), 386, 'latin1');
  return Buffer.concat([sealed(header), padded(Buffer.from('abc')), Buffer.alloc(1024)]);
}

function gnuSparse(extensions: number): Buffer {
  const header = tarHeader({ name: 'hole', type: 'S', format: 'gnu', body: 'abc' });
  header.write('00000020000\0', 483, 'latin1');
  if (extensions > 0) header[482] = 1;
  const blocks = Array.from({ length: extensions }, (_, i) => {
    const block = Buffer.alloc(512);
    block.write(octal(512 * i) + octal(1), 'latin1');
    block[504] = i < extensions - 1 ? 1 : 0;
    return block;
  });
  return Buffer.concat([sealed(header), ...blocks, padded(Buffer.from('abc')), Buffer.alloc(1024)]);
}
