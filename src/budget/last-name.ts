import type { NameTest } from '../core/path-visit.ts';

/** Characters after which a pattern is more than its letters. */
const WILD = /[*?[\]\\]/;
/** What has a meaning in the regular expression that a pattern may become, or is taken apart by bytes. */
const UNCLEAR = /[{}|^\ufeff]|\*\*[^/]*$/;
const LAST_ASCII = 0x7f;
const encoder = new TextEncoder();

/**
 * What the last component of a pattern asks of the last name of a path that matches it: how it begins, and how it ends. Wildcards of a
 * component do not cross slashes, `**` does, so a pattern that ends with it asks nothing.
 */
export function lastNameTest(pattern: string): NameTest {
  const last = pattern.slice(pattern.lastIndexOf('/') + 1);
  if (UNCLEAR.test(pattern)) return () => true;
  const wild = last.search(WILD);
  const start = encoder.encode(wild < 0 ? last : last.slice(0, wild));
  if (wild < 0) return (bytes, from, to) => to - from === start.length && mayBegin(bytes, from, to, start);
  const end = encoder.encode(/[[\]\\]/.test(last) ? '' : last.slice(last.search(/[^*?]*$/)));
  return (bytes, from, to) => mayEnd(bytes, from, to, end) && mayBegin(bytes, from, to, start);
}

/*
 * Bytes that are no UTF-8 are shown with more characters than they are, so only a difference at an ASCII byte is sure:
 * what lies between it and the end of the name that the comparison came from was the same.
 */

function mayBegin(bytes: Uint8Array, from: number, to: number, part: Uint8Array): boolean {
  for (let at = 0; at < part.length; at++) {
    if (from + at >= to) return false;
    const byte = bytes[from + at]!;
    if (byte !== part[at]) return byte > LAST_ASCII;
  }
  return true;
}

function mayEnd(bytes: Uint8Array, from: number, to: number, part: Uint8Array): boolean {
  for (let back = 1; back <= part.length; back++) {
    if (to - back < from) return false;
    const byte = bytes[to - back]!;
    if (byte !== part[part.length - back]) return byte > LAST_ASCII;
  }
  return true;
}
