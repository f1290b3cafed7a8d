import { textBytes } from './byte-text.ts';

const SURROGATE = /[\ud800-\udfff]/;

/** Total order of texts by UTF-16 code unit: no locale. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Order of two texts by their bytes, as Go and the kernel sort names. Code units order as bytes do, except where surrogates come in. */
export function compareBytes(a: string, b: string): number {
  if (!SURROGATE.test(a) && !SURROGATE.test(b)) return compareText(a, b);
  const [left, right] = [textBytes(a), textBytes(b)];
  let at = 0;
  while (at < left.length && at < right.length && left[at] === right[at]) at++;
  return (left[at] ?? -1) - (right[at] ?? -1);
}
