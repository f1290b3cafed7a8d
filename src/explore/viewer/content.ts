import { nameText } from '../../core/byte-text.ts';
import { countText, groupDigits } from '../../core/count-text.ts';
import type { Viewer } from './viewer.ts';

/** Most bytes of a text that are shown. */
export const TEXT_LIMIT: number = 4 << 20;
const HEX_LIMIT = 64 << 10;
const HEX_ROW = 16;
/** Bytes that are looked at to tell text from all else. */
const SNIFFED = 8192;

/** What was read of a file. */
export interface ReadContent {
  readonly title: string;
  /** The first bytes; at most {@link TEXT_LIMIT}. */
  readonly head: Uint8Array;
  readonly size: number;
}

/** A text in lines, or the first bytes of a binary file in hexadecimal. */
export function openViewer({ title, head, size }: ReadContent): Viewer {
  const rest = { title, top: 0, left: 0, search: null };
  if (isText(head)) {
    const note = head.length < size ? firstOf(head, size) : '';
    return { ...rest, kind: 'text', lines: linesOf(head), note };
  }
  const shown = head.subarray(0, HEX_LIMIT);
  const note = shown.length < size ? `binary, ${firstOf(shown, size)}` : 'binary';
  return { ...rest, kind: 'hex', lines: hexLines(shown), note };
}

function firstOf(shown: Uint8Array, size: number): string {
  return `first ${groupDigits(shown.length)} of ${countText(size, 'byte')}`;
}

/** A NUL byte makes a file binary, as it does for git. */
function isText(head: Uint8Array): boolean {
  return !head.subarray(0, SNIFFED).includes(0);
}

function linesOf(head: Uint8Array): readonly string[] {
  const lines = nameText(head).split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => (line.endsWith('\r') ? line.slice(0, -1) : line));
}

/** `00000010  7f 45 4c 46 …  |.ELF…|` */
function hexLines(bytes: Uint8Array): readonly string[] {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += HEX_ROW) {
    const row = [...bytes.subarray(at, at + HEX_ROW)];
    const hex = row.map((byte) => byte.toString(16).padStart(2, '0'));
    const halves = [hex.slice(0, HEX_ROW / 2).join(' '), hex.slice(HEX_ROW / 2).join(' ')];
    const text = row.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(
      `${at.toString(16).padStart(8, '0')}  ${halves[0]!.padEnd(23)}  ${halves[1]!.padEnd(23)}  |${text}|`,
    );
  }
  return lines;
}
