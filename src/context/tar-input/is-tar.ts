import { BLOCK, FIELD } from '../../archive/tar/header-block.ts';

const BLANK = 0x20;

/** True when the bytes begin with a tar header: its checksum is right. */
export function isTarBlock(bytes: Uint8Array): boolean {
  if (bytes.length < BLOCK) return false;
  const [from, length] = FIELD.checksum;
  const field = bytes.subarray(from, from + length);
  const stated = /^[ \0]*([0-7]+)/.exec(new TextDecoder('latin1').decode(field))?.[1];
  if (stated === undefined) return false;
  let sum = length * BLANK;
  for (let at = 0; at < BLOCK; at++) if (at < from || at >= from + length) sum += bytes[at]!;
  return sum === Number.parseInt(stated, 8);
}
