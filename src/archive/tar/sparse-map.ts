import { readNumeric } from './numeric-field.ts';

/** One region of GNU's old map: offset and length, as fields of a header. */
const ENTRY = 24;
const LENGTH_AT = 12;
const FIELD_LENGTH = 12;

/** The regions of a sparse file that are stored, looked at one after the other. */
export interface SparseMap {
  /** Takes the next region; returns a complaint about one that cannot be, else null. */
  readonly add: (offset: number, length: number) => string | null;
  /** Bytes of all regions so far. */
  readonly bytes: () => number;
}

/** A map of a file of `size` bytes: regions are in order, do not overlap and end within the file. Source: GNU tar manual, "Storing Sparse Files". */
export function sparseMap(size: number): SparseMap {
  let end = 0;
  let bytes = 0;
  return {
    add: (offset, length) => {
      if (!(offset >= 0 && length >= 0)) return 'the sparse map holds what is no number within bounds';
      if (offset < end) return `the sparse map goes back to ${offset} behind ${end}`;
      end = offset + length;
      bytes += length;
      return end <= size ? null : `the sparse map reaches to ${end} in a file of ${size} bytes`;
    },
    bytes: () => bytes,
  };
}

/** Adds the regions of one block of GNU's old form, up to `most`; an empty one is the last. */
export function addOldRegions(map: SparseMap, bytes: Uint8Array, at: number, most: number): string | null {
  for (let entry = at; entry < at + most * ENTRY && bytes[entry] !== 0; entry += ENTRY) {
    const offset = readNumeric(bytes, entry, FIELD_LENGTH);
    const complaint = map.add(offset, readNumeric(bytes, entry + LENGTH_AT, FIELD_LENGTH));
    if (complaint !== null) return complaint;
  }
  return null;
}

/** The complaint about a map that tells of more bytes than are stored; null for one that does not. */
export function missingRegions(map: SparseMap, stored: number): string | null {
  return map.bytes() <= stored ? null : `the sparse map tells of ${map.bytes()} bytes, ${stored} are stored`;
}
