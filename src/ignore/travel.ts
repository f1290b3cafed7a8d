import { showStrayBytes, textBytes } from '../core/byte-text.ts';
import { PlimsollError } from '../core/errors.ts';
import type { IgnoreLine } from './reader.ts';

/** What HTTP/2 counts for each header beside its value: 32 bytes and the name `exclude-patterns`. */
const HEADER_OVERHEAD = 48;
/** Room for all patterns together, as measured on BuildKit: its server takes 1,048,896 bytes with all other headers. */
const HEADER_ROOM = 1_048_430;
const CONTROL = /[\u0000-\u001f\u007f]/;
const BEYOND_ASCII = /[^\u0000-\u007f]/;
const UNRESERVED = /[A-Za-z0-9\-_.~ ]/;

/**
 * Throws an `ignore-file` error when the patterns cannot travel to BuildKit's client as headers: a control character, or too many of them.
 * One character beyond ASCII makes BuildKit encode all patterns, and then control characters do no harm.
 */
export function checkTravel(lines: readonly IgnoreLine[], file: string): void {
  const isEncoded = lines.some(({ pattern }) => BEYOND_ASCII.test(pattern));
  let bytes = 0;
  for (const { line, text, pattern } of lines) {
    if (!isEncoded && CONTROL.test(pattern)) throw controlCharacter(file, line, text);
    bytes += HEADER_OVERHEAD + (isEncoded ? queryEscapedLength(pattern) : pattern.length);
    if (bytes >= HEADER_ROOM) throw tooMany(file, line);
  }
}

/** Length of Go's url.QueryEscape. */
function queryEscapedLength(text: string): number {
  let length = 0;
  for (const byte of textBytes(text)) length += UNRESERVED.test(String.fromCharCode(byte)) ? 1 : 3;
  return length;
}

function controlCharacter(file: string, line: number, text: string): PlimsollError {
  return new PlimsollError(
    'ignore-file',
    `${file}:${line}: BuildKit cannot send "${showStrayBytes(text)}" to its client (header key "exclude-patterns" contains value with non-printable ASCII characters).`,
    { file, line, hint: 'Write ? for the control character, and end lines with a line feed.' },
  );
}

function tooMany(file: string, line: number): PlimsollError {
  return new PlimsollError(
    'ignore-file',
    `${file}:${line}: from this line on the rules are too many for BuildKit to send to its client (about 1 MiB in all, 48 bytes for each rule included).`,
    { file, line, hint: 'Use patterns instead of lists of names.' },
  );
}
