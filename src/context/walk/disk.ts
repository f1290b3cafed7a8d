import { closeSync, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { byteText, hasStrayByte, textBytes } from '../../core/byte-text.ts';
import { compareBytes } from '../../core/order.ts';
import { openCarefully } from '../../files/open-carefully.ts';

const READABLE_BY_ALL = 0o004;
const REPLACEMENT = '\ufffd';
const BEYOND_ASCII = /[\u0080-\uffff]/;
const SURROGATE = /[\ud800-\udfff]/;

/** A path as the file system calls take it: bytes only where text cannot name it. */
export type DiskPath = string | Buffer;

/** What the walk needs to know of an entry; `fs.Stats` has it all. */
export interface EntryStats {
  readonly mode: number;
  readonly size: number;
  readonly mtimeMs: number;
  readonly nlink: number;
  readonly rdev: number;
}

/** The names in a directory, in byte order. */
export interface Names {
  readonly names: readonly string[];
  /** True when some name is not UTF-8; it keeps its bytes, see `byteText`. */
  readonly hasStray: boolean;
  /** True when no name has a character beyond ASCII. */
  readonly isAscii: boolean;
}

/** The path of a `byteText`. */
export function diskPath(text: string): DiskPath {
  return hasStrayByte(text) ? Buffer.from(textBytes(text)) : text;
}

/** Reads the names of a directory. Throws what the operating system says. */
export function readNames(directory: DiskPath): Names {
  const names = readdirSync(directory);
  const text = names.join('/');
  if (!BEYOND_ASCII.test(text)) return { names: inOrder(names), hasStray: false, isAscii: true };
  if (!text.includes(REPLACEMENT)) return { names: inByteOrder(names), hasStray: false, isAscii: false };
  const exact = readdirSync(directory, 'buffer').map(byteText);
  return { names: inByteOrder(exact), hasStray: exact.some(hasStrayByte), isAscii: false };
}

/** What lstat says; null when the entry is gone. Throws whatever else the operating system says. */
export function readStats(path: DiskPath): EntryStats | null {
  return lstatSync(path, { throwIfNoEntry: false }) ?? null;
}

/** Whether the current user may read a file or a directory. Only a mode that leaves somebody out makes the system be asked. */
export function isReadable(path: DiskPath, mode: number): boolean {
  if ((mode & READABLE_BY_ALL) !== 0) return true;
  try {
    closeSync(openCarefully(path));
    return true;
  } catch {
    return false;
  }
}

/** Target of a symbolic link as a `byteText`. */
export function readTarget(path: DiskPath): string {
  const target = readlinkSync(path);
  return target.includes(REPLACEMENT) ? byteText(readlinkSync(path, 'buffer')) : target;
}

/** Modification time in nanoseconds, which a double cannot hold. */
export function readExactTime(path: DiskPath): bigint {
  return lstatSync(path, { bigint: true }).mtimeNs;
}

/** The identity of a file that has several names. */
export function readIdentity(path: DiskPath): string {
  const { dev, ino } = lstatSync(path, { bigint: true });
  return `${dev}:${ino}`;
}

function inByteOrder(names: readonly string[]): readonly string[] {
  return names.some((name) => SURROGATE.test(name)) ? [...names].sort(compareBytes) : inOrder(names);
}

/** The operating system's order is nearly always right already. */
function inOrder(names: readonly string[]): readonly string[] {
  for (let at = 1; at < names.length; at++) if (names[at - 1]! > names[at]!) return [...names].sort();
  return names;
}
