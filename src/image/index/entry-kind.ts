import type { MemberType } from '../../archive/tar/member.ts';

/** What an entry of a layer is: a member type under its own number, or one of the three kinds of marker. */
export const KIND = {
  file: 0,
  directory: 1,
  symlink: 2,
  hardlink: 3,
  charDevice: 4,
  blockDevice: 5,
  fifo: 6,
  other: 7,
  /** `.wh.NAME`: NAME of lower layers is gone. */
  whiteout: 8,
  /** `.wh..wh..opq`: all that lower layers have in this directory is gone. */
  opaque: 9,
  /** Without meaning in an image: what aufs left over (`.wh..wh.*` and all below it), a file in the place of the root. */
  ignored: 10,
} as const;

/** One of {@link KIND}. */
export type EntryKind = (typeof KIND)[keyof typeof KIND];

/** True for entries that show nothing at a path: markers, and what has no meaning. */
export function isMarker(kind: number): boolean {
  return kind >= KIND.whiteout;
}

const PREFIX = [0x2e, 0x77, 0x68, 0x2e];
const OPAQUE = new TextEncoder().encode('.wh..wh..opq');
/** Length of `.wh.`. */
export const WHITEOUT_PREFIX: number = PREFIX.length;

/** Tells markers by the last name of a path alone, as every engine does. Source: OCI image spec, layer.md, "Whiteouts". */
export function entryKind(type: MemberType, bytes: Uint8Array, start: number, end: number): EntryKind {
  if (!startsWithPrefix(bytes, start, end)) return type;
  if (!startsWithPrefix(bytes, start + WHITEOUT_PREFIX, end)) return KIND.whiteout;
  return end - start === OPAQUE.length && OPAQUE.every((byte, i) => bytes[start + i] === byte)
    ? KIND.opaque
    : KIND.ignored;
}

/** True for the names that aufs kept for itself: `.wh..wh.plnk` and its like. */
export function isAufsName(bytes: Uint8Array, start: number, end: number): boolean {
  return startsWithPrefix(bytes, start, end) && startsWithPrefix(bytes, start + WHITEOUT_PREFIX, end);
}

function startsWithPrefix(bytes: Uint8Array, start: number, end: number): boolean {
  return (
    end - start >= 4 &&
    bytes[start] === PREFIX[0] &&
    bytes[start + 1] === PREFIX[1] &&
    bytes[start + 2] === PREFIX[2] &&
    bytes[start + 3] === PREFIX[3]
  );
}
