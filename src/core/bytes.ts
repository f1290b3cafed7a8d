import { PlimsollError } from './errors.ts';

/**
 * A number of bytes.
 * @asType integer
 * @minimum 0
 */
export type Bytes = number;

/**
 * A number of things.
 * @asType integer
 * @minimum 0
 */
export type Count = number;

/** Some files and their bytes. */
export interface FilesAndBytes {
  readonly files: Count;
  readonly bytes: Bytes;
}

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

/**
 * Reads a size as people write it: `20MB` (10^6), `20MiB` (2^20), `1.5 GB`, or plain bytes.
 * Case does not matter; fractions are rounded to whole bytes. Throws a `usage` error naming `what` otherwise.
 */
export function parseByteSize(text: string | number, what = 'size'): Bytes {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(String(text));
  const factor = match && UNITS[match[2]!.toLowerCase()];
  const bytes = match && factor ? Math.round(Number(match[1]) * factor) : Number.NaN;
  if (!Number.isSafeInteger(bytes)) {
    throw new PlimsollError('usage', `${what} "${text}" is not a size.`, {
      hint: 'Write it as 20MB (10^6 bytes), 20MiB (2^20 bytes) or plain bytes.',
    });
  }
  return bytes;
}
