import { parseByteSize } from '../core/bytes.ts';

/** A size as {@link parseByteSize} reads it, for JSON Schema and editors. */
export const SIZE_PATTERN: RegExp = /^\s*\d+(\.\d+)?\s*([kKmMgGtT][iI]?[bB]|[bB])?\s*$/;

/** A share, `5%` or `2.5 %`. */
export const SHARE_PATTERN: RegExp = /^\s*\d+(\.\d+)?\s*%\s*$/;

/** True for text or a number that is a size in whole bytes within the range of safe integers. */
export function isByteSize(value: string | number): boolean {
  try {
    parseByteSize(value);
    return true;
  } catch {
    return false;
  }
}

/**
 * The ratio that a share stands for: `5%` is 0.05; null for text that is no share.
 * One division of whole numbers, so that it equals a measured quotient of the same value.
 */
export function parseShare(text: string | number): number | null {
  if (typeof text === 'number' || !SHARE_PATTERN.test(text)) return null;
  const [whole = '', fraction = ''] = text.replace('%', '').trim().split('.');
  return Number(`${whole}${fraction}`) / 10 ** (fraction.length + 2);
}
