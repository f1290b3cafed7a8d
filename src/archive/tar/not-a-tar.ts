import { detectCompression, foreignFormat } from '../compression.ts';

/** Characters of a text that the sentence about it shows. */
const SHOWN = 40;

/**
 * The complaint about a tar that begins as something well known does: compressed once more, a program, text. Null for all else, damaged
 * tars among it. `head` is the first block, or less where there is no more.
 */
export function notATar(head: Uint8Array): string | null {
  const found = whatElse(head);
  return found === null ? null : `no tar header is there but ${found}`;
}

function whatElse(head: Uint8Array): string | null {
  const compression = detectCompression(head);
  const name = compression === 'none' ? (foreignFormat(head)?.name ?? null) : compression;
  if (name !== null) return `${name} data`;
  if (head.length === 0 || !head.every(isText)) return null; // headers hold NULs
  const start = Buffer.from(head.subarray(0, SHOWN)).toString('latin1');
  return `text: ${JSON.stringify(start)}`;
}

function isText(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09;
}
