import { Buffer } from 'node:buffer';
import { BLOCK, paddedSize } from '../../archive/tar/header-block.ts';
import { textBytes } from '../../core/byte-text.ts';
import { paxRecords, splitPath, type TarMember } from '../transfer/tar-size.ts';

const NAME_BYTES = 100;
/** Octal digits that fit a field of so many bytes, one of them a NUL. */
const fitsOctal = (bytes: number, value: number): boolean => value >= 0 && value < 8 ** (bytes - 1);

/** What stands in the header of a member beside what its length depends on. */
export interface TarHeaderFields extends TarMember {
  /** Of ustar: 0 file, 1 hard link, 2 symbolic link, 3 and 4 devices, 5 directory, 6 fifo. */
  readonly typeFlag: string;
  /** Permissions, setuid, setgid and sticky. */
  readonly mode: number;
  readonly major: number;
  readonly minor: number;
}

/**
 * The header of one member, with an extended header before it where a field needs one: byte for byte what Go's archive/tar writes in PAX format.
 * Source: Go, archive/tar/writer.go.
 */
export function encodeTarHeader(fields: TarHeaderFields): Buffer {
  const records = paxRecords(fields);
  if (records.length > 0)
    return Buffer.concat([
      encodeRecords(fields.path, records),
      encodeBlock(fields, asciiOnly(fields.path), ''),
    ]);
  const split = fields.path.length > NAME_BYTES ? splitPath(fields.path) : null;
  const [prefix, name] = split ?? ['', fields.path];
  return encodeBlock(fields, name, prefix);
}

/** Zeros that fill the last block of so many bytes. */
export function padding(bytes: number): Buffer {
  return Buffer.alloc(paddedSize(bytes) - bytes);
}

function encodeRecords(path: string, records: readonly string[]): Buffer {
  const data = Buffer.concat(records.map((text) => Buffer.from(textBytes(text))));
  const block = Buffer.alloc(BLOCK);
  writeText(block, 0, NAME_BYTES, recordsName(path));
  for (const [at, bytes] of [
    [100, 8],
    [108, 8],
    [116, 8],
    [136, 12],
  ] as const) {
    writeOctal(block, at, bytes, 0);
  }
  writeOctal(block, 124, 12, data.length);
  block.write('x', 156, 'latin1');
  return Buffer.concat([sealed(block), data, padding(data.length)]);
}

/** `DIRECTORY/PaxHeaders.0/NAME`, as far as it goes. */
function recordsName(path: string): string {
  const slash = path.lastIndexOf('/') + 1;
  const joined = [...path.slice(0, slash).split('/'), 'PaxHeaders.0', path.slice(slash)].filter(
    (part) => part !== '',
  );
  return asciiOnly(joined.join('/')).slice(0, NAME_BYTES).replace(/\/+$/, '');
}

function encodeBlock(fields: TarHeaderFields, name: string, prefix: string): Buffer {
  const block = Buffer.alloc(BLOCK);
  writeText(block, 0, NAME_BYTES, name);
  writeOctal(block, 100, 8, fields.mode);
  writeOctal(block, 108, 8, 0);
  writeOctal(block, 116, 8, 0);
  writeOctal(block, 124, 12, fields.bytes);
  writeOctal(block, 136, 12, fields.seconds);
  block.write(fields.typeFlag, 156, 'latin1');
  writeText(block, 157, NAME_BYTES, asciiOnly(fields.linkTarget));
  writeOctal(block, 329, 8, fields.major);
  writeOctal(block, 337, 8, fields.minor);
  writeText(block, 345, 155, prefix);
  return sealed(block);
}

/** Magic, version and checksum. */
function sealed(block: Buffer): Buffer {
  block.write('ustar\u000000', 257, 'latin1');
  block.fill(' ', 148, 156);
  let sum = 0;
  for (const byte of block) sum += byte;
  writeOctal(block, 148, 7, sum);
  block[154] = 0;
  return block;
}

/** Text that is too long is cut, and then does not end in a slash, which some readers take for a directory. */
function writeText(block: Buffer, at: number, bytes: number, text: string): void {
  block.write(text.length > bytes ? text.slice(0, bytes).replace(/\/$/, '') : text, at, 'latin1');
}

function writeOctal(block: Buffer, at: number, bytes: number, value: number): void {
  const digits = (fitsOctal(bytes, value) ? value : 0).toString(8);
  block.write(digits.padStart(bytes - 1, '0'), at, 'latin1');
}

function asciiOnly(text: string): string {
  return text.replace(/[^\u0001-\u007f]/gu, '');
}
