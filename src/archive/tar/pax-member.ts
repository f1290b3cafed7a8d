import type { ByteSlice, TarMember } from './member.ts';
import { MEMBER } from './member.ts';
import { type PaxRecords, paxNumber, paxNumbers, SPARSE_MAP } from './pax.ts';
import { missingRegions, sparseMap } from './sparse-map.ts';

const MAX_ID = 2 ** 32 - 1;

/** Applies pax records to a member; returns a complaint where a value is impossible, else null. An empty value means "not set". */
export function applyPax(member: TarMember, records: PaxRecords): string | null {
  for (const [key, value] of records) {
    if (value.length === 0) continue;
    const complaint = applyRecord(member, key, value);
    if (complaint !== null) return complaint;
  }
  return applySparse(member, records);
}

function applyRecord(member: TarMember, key: string, value: Uint8Array): string | null {
  switch (key) {
    case 'path':
      return setName(member.name, value, key);
    case 'linkpath':
      return setName(member.link, value, key);
    case 'size':
      return setNumber(key, value, Number.MAX_SAFE_INTEGER, (size) => {
        if (member.type !== MEMBER.file && member.type !== MEMBER.other) return;
        member.size = size;
        member.storedSize = size;
      });
    case 'uid':
      return setNumber(key, value, MAX_ID, (uid) => {
        member.uid = uid;
      });
    case 'gid':
      return setNumber(key, value, MAX_ID, (gid) => {
        member.gid = gid;
      });
    case 'mtime': {
      const mtime = paxNumber(value);
      if (!(Math.abs(mtime) <= Number.MAX_SAFE_INTEGER)) return outOfBounds(key);
      member.mtime = mtime;
      return null;
    }
    default:
      if (key.startsWith('SCHILY.xattr.')) member.xattrHash = hashAttribute(member.xattrHash, key, value);
      return null;
  }
}

/** GNU's sparse files in pax form: 0.0 and 0.1 say GNU.sparse.size, 1.0 says GNU.sparse.realsize and keeps its map in the body. */
function applySparse(member: TarMember, records: PaxRecords): string | null {
  const key = records.has('GNU.sparse.realsize') ? 'GNU.sparse.realsize' : 'GNU.sparse.size';
  const real = records.get(key);
  if (real === undefined || real.length === 0) return null;
  member.isSparse = true;
  const name = records.get('GNU.sparse.name');
  const complaint =
    (name === undefined || name.length === 0 ? null : setName(member.name, name, 'GNU.sparse.name')) ??
    setNumber(key, real, Number.MAX_SAFE_INTEGER, (size) => {
      member.size = size;
    });
  return complaint ?? checkMap(member, records.get(SPARSE_MAP));
}

/** Holds a map of the forms 0.0 and 0.1, offsets and lengths between commas, against the file that it tells of. */
function checkMap(member: TarMember, value: Uint8Array | undefined): string | null {
  if (value === undefined || value.length === 0) return null;
  const numbers = paxNumbers(value);
  if (numbers.length % 2 !== 0) return 'the sparse map ends with an offset without a length';
  const map = sparseMap(member.size);
  for (let i = 0; i < numbers.length; i += 2) {
    const complaint = map.add(numbers[i]!, numbers[i + 1]!);
    if (complaint !== null) return complaint;
  }
  return missingRegions(map, member.storedSize);
}

function setName(slice: ByteSlice, value: Uint8Array, key: string): string | null {
  if (value.includes(0)) return `the pax record ${key} holds a NUL`;
  slice.bytes = value;
  slice.start = 0;
  slice.end = value.length;
  return null;
}

function setNumber(
  key: string,
  value: Uint8Array,
  limit: number,
  set: (number: number) => void,
): string | null {
  const number = paxNumber(value);
  if (!Number.isInteger(number) || number < 0 || number > limit) return outOfBounds(key);
  set(number);
  return null;
}

function outOfBounds(key: string): string {
  return `the pax record ${key} is not a number within bounds`;
}

/** Adds one extended attribute (`SCHILY.xattr.NAME`) to the hash of those before: FNV-1a, never 0, whatever their order. */
export function hashAttribute(before: number, key: string, value: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  for (const byte of value) hash = Math.imul(hash ^ byte, 0x01000193);
  return (before + (hash >>> 0)) >>> 0 || 1;
}
