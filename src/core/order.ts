import { textBytes } from './byte-text.ts';

const SURROGATE = /[\ud800-\udfff]/;

/** Total order of texts by UTF-16 code unit: no locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Total order of what has a size: most bytes first, then by path. */
export function largestFirst(a: Sized, b: Sized): number {
  return b.bytes - a.bytes || compareText(a.path, b.path);
}

interface Sized {
  readonly path: string;
  readonly bytes: number;
}

/** Order of two texts by their bytes, as Go and the kernel sort names. Code units order as bytes do, except where surrogates come in. */
export function compareBytes(a: string, b: string): number {
  if (!SURROGATE.test(a) && !SURROGATE.test(b)) return compareText(a, b);
  const [left, right] = [textBytes(a), textBytes(b)];
  let at = 0;
  while (at < left.length && at < right.length && left[at] === right[at]) at++;
  return (left[at] ?? -1) - (right[at] ?? -1);
}
