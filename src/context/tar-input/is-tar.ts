const BLOCK = 512;
const CHECKSUM_FROM = 148;
const CHECKSUM_TO = 156;
const BLANK = 0x20;

/** True when the bytes begin with a tar header: its checksum is right. */
export function isTarBlock(bytes: Uint8Array): boolean {
  if (bytes.length < BLOCK) return false;
  const field = new TextDecoder('latin1').decode(bytes.subarray(CHECKSUM_FROM, CHECKSUM_TO));
  const stated = /^[ \0]*([0-7]+)/.exec(field)?.[1];
  if (stated === undefined) return false;
  let sum = 0;
  for (let at = 0; at < BLOCK; at++) sum += at >= CHECKSUM_FROM && at < CHECKSUM_TO ? BLANK : bytes[at]!;
  return sum === Number.parseInt(stated, 8);
}
