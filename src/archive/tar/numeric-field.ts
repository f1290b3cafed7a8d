/** What a numeric field can hold that is no number. */
const NOT_A_NUMBER: number = Number.NaN;

const ZERO = 0x30;
const SEVEN = 0x37;
const BLANK = 0x20;

/**
 * Reads a numeric header field: octal digits between blanks and NULs, or base-256 when the first bit is set.
 * An empty field is 0. NaN for anything else, and for values beyond 2^53 - 1.
 */
export function readNumeric(bytes: Uint8Array, at: number, length: number): number {
  const first = bytes[at]!;
  if (first & 0x80) return readBase256(bytes, at, length);
  let i = at;
  const end = at + length;
  while (i < end && (bytes[i] === BLANK || bytes[i] === 0)) i++;
  let value = 0;
  for (; i < end; i++) {
    const byte = bytes[i]!;
    if (byte < ZERO || byte > SEVEN) break;
    value = value * 8 + (byte - ZERO);
  }
  for (; i < end; i++) if (bytes[i] !== BLANK && bytes[i] !== 0) return NOT_A_NUMBER;
  return Number.isSafeInteger(value) ? value : NOT_A_NUMBER;
}

/** Two's complement, big endian; the marker bit 0x80 of the first byte is not part of it, 0x40 is the sign. */
function readBase256(bytes: Uint8Array, at: number, length: number): number {
  const isNegative = (bytes[at]! & 0x40) !== 0;
  let value = isNegative ? (bytes[at]! & 0x7f) - 0x80 : bytes[at]! & 0x7f;
  for (let i = at + 1; i < at + length; i++) {
    value = value * 256 + bytes[i]!;
    if (!Number.isSafeInteger(value)) return NOT_A_NUMBER;
  }
  return value;
}
