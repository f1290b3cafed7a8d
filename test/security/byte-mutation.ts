import { FIELD } from '../../src/archive/tar/header-block.ts';
import { sealed } from '../support/tar.ts';
import type { Random } from './random.ts';

const BLOCK = 512;
type Change = (bytes: Buffer, random: Random) => Buffer;

const TEXTS = [
  '77777777777',
  '-0000000001',
  '00000000008',
  '           ',
  '\0',
  '7'.repeat(12),
  '9e99',
  '0x10',
];
const NAMES = [
  '',
  '/',
  '.',
  '..',
  '../../x',
  './manifest.json',
  'a/../manifest.json',
  '.wh.',
  '.wh..wh..opq',
  '.wh..wh.aufs',
  '\u001b]0;x\u0007',
  Buffer.of(0xff, 0xfe, 0x2f, 0x80),
  'n'.repeat(100),
];
const TYPES = '\x000123456789ADgGKLMNSVXxZ\xff';

/** Changes to bytes that know nothing of what they are. */
const BLIND: readonly Change[] = [
  (bytes, random) => bytes.subarray(0, random.below(bytes.length)),
  (bytes, random) => bytes.subarray(0, Math.floor(random.below(bytes.length) / BLOCK) * BLOCK),
  (bytes, random) => spoil(bytes, random, (byte) => byte ^ (1 << random.below(8))),
  (bytes, random) => spoil(bytes, random, () => random.below(256)),
  (bytes, random) => {
    const copy = Buffer.from(bytes);
    const at = random.below(copy.length);
    copy.fill(random.pick([0, 0xff, 0x30]), at, Math.min(copy.length, at + 1 + random.below(1024)));
    return copy;
  },
  (bytes, random) => {
    const [from, to] = [random.below(bytes.length), random.below(bytes.length)];
    return Buffer.concat([
      bytes.subarray(0, to),
      bytes.subarray(from, from + random.below(2048)),
      bytes.subarray(to),
    ]);
  },
  (bytes, random) => {
    const at = random.below(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(1024))]);
  },
];

/** Changes to one header of a tar that keep its checksum right, so that readers look further. */
const FIELDS: readonly ((header: Buffer, random: Random) => void)[] = [
  (header, random) =>
    writeNumber(header, random.pick(['size', 'size', 'mode', 'uid', 'gid', 'mtime']), random),
  (header, random) => writeNumber(header, 'size', random),
  (header, random) => header.write(random.pick([...TYPES]), FIELD.type[0], 'latin1'),
  (header, random) => put(header, FIELD.name, random.pick(NAMES)),
  (header, random) => put(header, FIELD.link, random.pick(NAMES)),
  (header, random) => put(header, FIELD.prefix, random.pick(NAMES)),
  (header, random) => put(header, FIELD.magic, random.pick(['ustar ', 'ustar\0', '\0\0\0\0\0\0', 'USTAR'])),
  (header, random) => {
    header[random.below(BLOCK)] = random.below(256);
  },
];

/** Bytes with one to three blind changes; never empty. */
export function mutateBytes(bytes: Buffer, random: Random): Buffer {
  let changed = bytes;
  for (let n = 1 + random.below(3); n > 0 && changed.length > 0; n--)
    changed = random.pick(BLIND)(changed, random);
  return changed;
}

/** A tar with one to three headers changed and their checksums right; as it is where it has no header. */
export function mutateHeaders(tar: Buffer, random: Random): Buffer {
  const headers = headersOf(tar);
  if (headers.length === 0) return tar;
  const copy = Buffer.from(tar);
  for (let n = 1 + random.below(3); n > 0; n--) {
    const at = random.pick(headers);
    const header = copy.subarray(at, at + BLOCK);
    random.pick(FIELDS)(header, random);
    sealed(header);
  }
  return copy;
}

/** Offsets of the headers of a tar, as far as they follow each other. */
function headersOf(tar: Buffer): readonly number[] {
  const found: number[] = [];
  for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0; ) {
    const size = Number.parseInt(tar.toString('latin1', at + FIELD.size[0], at + FIELD.size[0] + 11), 8);
    found.push(at);
    if (!(size >= 0)) break;
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return found;
}

function writeNumber(header: Buffer, field: 'size' | 'mode' | 'uid' | 'gid' | 'mtime', random: Random): void {
  const [at, length] = FIELD[field];
  if (random.once(3)) {
    header.fill(random.pick([0, 0x7f, 0xff]), at, at + length);
    header[at] = random.pick([0x80, 0xff, 0xc0, 0xbf]);
    header[at + length - 1 - random.below(length - 1)] = random.below(256);
  } else {
    header.fill(0, at, at + length);
    const text = random.once(2) ? random.pick(TEXTS) : random.below(2 ** random.below(33)).toString(8);
    header.write(text.slice(0, length), at, 'latin1');
  }
}

function put(header: Buffer, [at, length]: readonly [number, number], text: string | Uint8Array): void {
  header.fill(0, at, at + length);
  Buffer.from(text as string).copy(header, at, 0, length);
}

function spoil(bytes: Buffer, random: Random, value: (byte: number) => number): Buffer {
  const copy = Buffer.from(bytes);
  for (let n = 1 + random.below(4); n > 0; n--) {
    const at = random.below(copy.length);
    copy[at] = value(copy[at]!);
  }
  return copy;
}
