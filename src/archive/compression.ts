import type { Compression } from './facts.ts';

/** Bytes that tell the compression. */
export const MAGIC_LENGTH = 6;

/** Where a zstd frame says whether its content has a checksum. Source: RFC 8878, section 3.1.1.1.1. */
const FRAME_FLAGS = 4;
const CHECKSUM_FLAG = 4;

const GIVE_ARCHIVE = 'Give the archive that docker save, podman save, skopeo or buildx wrote.';

/** Formats that are recognised only to say so. */
const FOREIGN_MAGIC: readonly (readonly [magic: string, name: string, hint: string])[] = [
  ['\xfd7zXZ', 'xz', 'Unpack it first: xz -dc FILE | plimsoll image -'],
  ['BZh', 'bzip2', 'Unpack it first: bzip2 -dc FILE | plimsoll image -'],
  ['PK\x03\x04', 'zip', GIVE_ARCHIVE],
  ['\x7fELF', 'ELF', GIVE_ARCHIVE],
  ['{"', 'JSON', GIVE_ARCHIVE],
  ['{\n', 'JSON', GIVE_ARCHIVE],
  ['[{', 'JSON', GIVE_ARCHIVE],
  ['[\n', 'JSON', GIVE_ARCHIVE],
];

/** Tells the compression from the first bytes; skippable zstd frames count as zstd. */
export function detectCompression(head: Uint8Array): Compression {
  if (head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head.length < 4) return 'none';
  const magic = (head[0]! | (head[1]! << 8) | (head[2]! << 16) | (head[3]! << 24)) >>> 0;
  return magic === 0xfd2fb528 || (magic & 0xfffffff0) >>> 0 === 0x184d2a50 ? 'zstd' : 'none';
}

/** Name and advice for a format that plimsoll does not read; null for all else. */
export function foreignFormat(head: Uint8Array): { readonly name: string; readonly hint: string } | null {
  const start = String.fromCharCode(...head.subarray(0, MAGIC_LENGTH));
  const found = FOREIGN_MAGIC.find(([magic]) => start.startsWith(magic));
  return found ? { name: found[1], hint: found[2] } : null;
}

/** True for zstd data whose first frame has no checksum, or does not come first: a decoder may not notice its damage. */
export function lacksChecksum(head: Uint8Array): boolean {
  if (detectCompression(head) !== 'zstd') return false;
  const isFrame = head[0] === 0x28;
  return !isFrame || head.length <= FRAME_FLAGS || (head[FRAME_FLAGS]! & CHECKSUM_FLAG) === 0;
}
