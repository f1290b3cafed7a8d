import { Buffer } from 'node:buffer';
import { BLOCK, paddedSize } from '../../archive/tar/header-block.ts';
import { hasStrayByte, textBytes } from '../../core/byte-text.ts';

const NAME_LIMIT = 100;
const PREFIX_LIMIT = 155;
/** Eleven octal digits. */
const OCTAL_LIMIT = 2 ** 33;

/** What the size of a tar member depends on. */
export interface TarMember {
  /** Directories end in a slash. */
  readonly path: string;
  /** Of a symbolic or hard link, else empty. */
  readonly linkTarget: string;
  /** Content that follows the header. */
  readonly bytes: number;
  /** Modification time, seconds since 1970, fractions cut off. */
  readonly seconds: number;
}

/** Two empty blocks; Go pads no further. */
export const TAR_END_BYTES: number = 2 * BLOCK;

/**
 * Bytes of one member as Go's archive/tar writes it in PAX format: header, extended header where a field needs one, padded content. Who knows
 * that the path is ASCII says so.
 */
export function tarMemberBytes(member: TarMember, isAsciiPath: boolean = isAscii(member.path)): number {
  return BLOCK + extendedHeaderBytes(member, isAsciiPath) + paddedSize(member.bytes);
}

/** The length of a text in UTF-8; a stray byte is one byte. */
export function byteLength(text: string): number {
  const bytes = Buffer.byteLength(text);
  return bytes > text.length && hasStrayByte(text) ? textBytes(text).length : bytes;
}

/** The extended header's records, empty when ustar holds every field. */
export function paxRecords(member: TarMember): readonly string[] {
  const { path, linkTarget, bytes, seconds } = member;
  const isLongPath = !fits(path);
  const others: string[] = [];
  if (!fits(linkTarget)) others.push(record('linkpath', linkTarget));
  if (seconds < 0 || seconds >= OCTAL_LIMIT) others.push(record('mtime', String(seconds)));
  const first = isLongPath ? [record('path', path)] : [];
  const last = bytes >= OCTAL_LIMIT ? [record('size', String(bytes))] : [];
  const isNeeded = others.length + last.length > 0 || (isLongPath && splitPath(path) === null);
  return isNeeded ? [...others, ...first, ...last] : [];
}

/** The ustar prefix and name of a long ASCII path, null where there is no such cut. Source: Go's splitUSTARPath. */
export function splitPath(path: string): readonly [prefix: string, name: string] | null {
  if (!isAscii(path)) return null;
  const within =
    path.length > PREFIX_LIMIT + 1 ? PREFIX_LIMIT + 1 : path.endsWith('/') ? path.length - 1 : path.length;
  const cut = path.slice(0, within).lastIndexOf('/');
  const name = path.slice(cut + 1);
  return cut <= 0 || cut > PREFIX_LIMIT || name.length === 0 || name.length > NAME_LIMIT
    ? null
    : [path.slice(0, cut), name];
}

function extendedHeaderBytes(member: TarMember, isAsciiPath: boolean): number {
  const { path, linkTarget, bytes, seconds } = member;
  const isPlain = isAsciiPath && path.length <= NAME_LIMIT && linkTarget === '';
  if (isPlain && bytes < OCTAL_LIMIT && seconds >= 0 && seconds < OCTAL_LIMIT) return 0;
  const length = paxRecords(member).reduce((sum, text) => sum + byteLength(text), 0);
  return length === 0 ? 0 : BLOCK + paddedSize(length);
}

function fits(text: string): boolean {
  return text.length <= NAME_LIMIT && isAscii(text);
}

/** True for text without characters beyond ASCII; a stray byte is one, though it counts as one byte. */
export function isAscii(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}

/** `LEN key=value\n`, where LEN counts itself. */
function record(key: string, value: string): string {
  const rest = ` ${key}=${value}\n`;
  const length = byteLength(rest);
  const digits = String(length).length;
  const total = length + digits;
  return `${String(total).length > digits ? total + 1 : total}${rest}`;
}
