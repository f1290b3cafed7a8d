/** Records of a pax header that change what a member is. Values are bytes: names need not be UTF-8. */
export type PaxRecords = ReadonlyMap<string, Uint8Array>;

const keys = new TextDecoder('latin1');
const PLAIN_KEYS: ReadonlySet<string> = new Set(['path', 'linkpath', 'size', 'uid', 'gid', 'mtime']);
/** The map of a sparse file in one record, as the form 0.1 has it. */
export const SPARSE_MAP = 'GNU.sparse.map';
/** Records of the form 0.0, one after the other for each region; no other key may come twice. */
const SPARSE_REGION: ReadonlySet<string> = new Set(['GNU.sparse.offset', 'GNU.sparse.numbytes']);
const EQUALS = 0x3d;
const LINE_END = 0x0a;
const BLANK = 0x20;

/**
 * Reads `LENGTH key=value\n` records. Returns null when they are malformed: a length that does not fit, no `=`, no line end.
 * Source: POSIX.1-2001, pax, "pax Extended Header".
 */
export function readPaxRecords(bytes: Uint8Array): PaxRecords | null {
  const records = new Map<string, Uint8Array>();
  const regions: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (bytes[at] === 0) break; // some writers pad with NULs inside the size
    const start = at;
    let length = 0;
    while (at < bytes.length && bytes[at] !== BLANK) {
      const digit = bytes[at]! - 0x30;
      if (digit < 0 || digit > 9 || at - start > 8) return null;
      length = length * 10 + digit;
      at++;
    }
    const end = start + length;
    if (end > bytes.length || end <= at + 2 || bytes[end - 1] !== LINE_END) return null;
    const equals = bytes.indexOf(EQUALS, at + 1);
    if (equals < 0 || equals >= end) return null;
    const key = keys.decode(bytes.subarray(at + 1, equals));
    const value = bytes.subarray(equals + 1, end - 1);
    if (SPARSE_REGION.has(key)) regions.push(keys.decode(value));
    else if (isTelling(key)) records.set(key, value);
    at = end;
  }
  if (regions.length > 0) records.set(SPARSE_MAP, Buffer.from(regions.join(), 'latin1'));
  return records;
}

/** True for keys that change what a member is; all others are passed over. */
function isTelling(key: string): boolean {
  return PLAIN_KEYS.has(key) || key.startsWith('SCHILY.xattr.') || key.startsWith('GNU.sparse.');
}

/** A decimal number of a pax record, with an optional fraction and sign; NaN for anything else. */
export function paxNumber(value: Uint8Array): number {
  const text = keys.decode(value);
  return /^-?\d+(\.\d*)?$/.test(text) ? Number(text) : Number.NaN;
}

/** Whole numbers between commas; NaN for each that is none. */
export function paxNumbers(value: Uint8Array): readonly number[] {
  const number = (text: string): number => (/^\d{1,16}$/.test(text) ? Number(text) : Number.NaN);
  return keys.decode(value).split(',').map(number);
}
