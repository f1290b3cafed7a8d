import { trimBlanks } from '../core/blanks.ts';
import { byteText } from '../core/byte-text.ts';
import { PlimsollError } from '../core/errors.ts';
import { cleanPath } from '../core/posix-path.ts';

const LINE_FEED = 0x0a;
/** bufio.MaxScanTokenSize of Go. */
const LINE_LIMIT = 65_536;
const BYTE_ORDER_MARK = '\ufeff';

/** A line of an ignore file that holds a pattern. */
export interface IgnoreLine {
  /** 1-based. */
  readonly line: number;
  /** As written, without the blanks around it. */
  readonly text: string;
  /** What Docker's reader makes of it: `!` first for an exception, lexically cleaned, no leading slash. */
  readonly pattern: string;
}

/**
 * Reads an ignore file as Docker does, up to the patterns that BuildKit's client is sent.
 * Throws an `ignore-file` error for a line of 64 KiB or more. Source: moby/patternmatcher, ignorefile.ReadAll.
 */
export function readIgnoreFile(bytes: Uint8Array, file: string): readonly IgnoreLine[] {
  const lines: IgnoreLine[] = [];
  for (let start = 0, line = 1; start < bytes.length; line++) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed < 0 ? bytes.length : feed;
    if (end - start >= LINE_LIMIT) throw lineTooLong(file, line);
    const pattern = readLine(lineText(bytes.subarray(start, end), line === 1));
    if (pattern) lines.push({ line, ...pattern });
    start = end + 1;
  }
  return lines;
}

/** A carriage return at the end stays: it is a blank. */
function lineText(bytes: Uint8Array, isFirst: boolean): string {
  const text = byteText(bytes);
  return isFirst && text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
}

function readLine(raw: string): Omit<IgnoreLine, 'line'> | null {
  if (raw.startsWith('#')) return null;
  const text = trimBlanks(raw);
  if (text === '') return null;
  const isException = text.startsWith('!');
  const pattern = anchored(isException ? trimBlanks(text.slice(1)) : text);
  return { text, pattern: isException ? `!${pattern}` : pattern };
}

function anchored(pattern: string): string {
  if (pattern === '') return '';
  const clean = cleanPath(pattern);
  return clean.length > 1 && clean.startsWith('/') ? clean.slice(1) : clean;
}

function lineTooLong(file: string, line: number): PlimsollError {
  return new PlimsollError(
    'ignore-file',
    `${file}:${line}: Docker reads no line of 64 KiB or more (bufio.Scanner: token too long).`,
    { file, line, hint: 'Split the line.' },
  );
}
