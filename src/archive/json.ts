import { PlimsollError } from '../core/errors.ts';
import { isRecord } from '../core/value.ts';

/** Bytes nobody may change. */
export type ReadonlyUint8Array = Readonly<Uint8Array>;

/** A JSON object whose fields are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

const decoder = new TextDecoder('utf-8', { fatal: true });
const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACE = 0x7d;
const CLOSE_BRACKET = 0x5d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** Deeper than anything that engines write; what walks a value may go as deep as it. */
const DEEPEST = 256;

/** True when the bytes begin as a JSON object or array does, after blanks and a byte order mark. */
export function looksLikeJson(head: ReadonlyUint8Array): boolean {
  const start = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? 3 : 0;
  for (let at = start; at < head.length; at++) {
    const byte = head[at]!;
    if (byte > 0x20) return byte === OPEN_BRACE || byte === OPEN_BRACKET;
  }
  return false;
}

/** Parses a member as JSON; a `corrupt` error names file and member otherwise. */
export function readJson(bytes: ReadonlyUint8Array, file: string, entry: string): unknown {
  try {
    if (!looksLikeJson(bytes)) throw new SyntaxError('it begins neither with { nor with [');
    if (depthOf(bytes) > DEEPEST) throw new SyntaxError(`it nests more than ${DEEPEST} deep`);
    return JSON.parse(decoder.decode(bytes as Uint8Array));
  } catch (error) {
    throw notJson(bytes, file, entry, error);
  }
}

/** How deep objects and lists lie in each other. */
function depthOf(bytes: ReadonlyUint8Array): number {
  let depth = 0;
  let deepest = 0;
  let isText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === QUOTE) isText = !isText;
    else if (isText) at += byte === BACKSLASH ? 1 : 0;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) deepest = Math.max(deepest, ++depth);
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth--;
  }
  return deepest;
}

function notJson(bytes: ReadonlyUint8Array, file: string, entry: string, cause: unknown): PlimsollError {
  const reason = isUtf16(bytes)
    ? 'it is UTF-16, JSON is UTF-8'
    : bytes.length === 0
      ? 'it is empty'
      : parserReason(cause);
  const what = reason.startsWith('it begins') ? 'a JSON object or list' : 'JSON';
  return new PlimsollError('corrupt', `${file}: ${entry} is not ${what}: ${reason}.`, { file, entry, cause });
}

/** True for a byte order mark of UTF-16, and for an ASCII character in two bytes. */
function isUtf16([first, second]: ReadonlyUint8Array): boolean {
  if (first === undefined || second === undefined) return false;
  return (first ^ second) === 0x01 ? Math.max(first, second) === 0xff : (first === 0) !== (second === 0);
}

/** The parser's own words without the excerpt of the text that V8 appends. */
function parserReason(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (message.startsWith('it ')) return message;
  const position = /position (\d+)/.exec(message);
  if (position) return `the parser stops at offset ${position[1]}`;
  return /end of JSON/i.test(message) ? 'it ends too early' : 'it is not valid text';
}

/** Names what a field should have been, in one sentence. */
export function wrongShape(file: string, entry: string, what: string): PlimsollError {
  return new PlimsollError('corrupt', `${file}: ${entry} is not what it should be: ${what}.`, {
    file,
    entry,
  });
}

/** A text field; null when it is absent or of another type. */
export function textField(object: JsonObject, key: string): string | null {
  const value = object[key];
  return typeof value === 'string' ? value : null;
}

/** A field that lists texts; absent and null count as none. */
export function textList(object: JsonObject, key: string, file: string, entry: string): readonly string[] {
  const value = object[key] ?? [];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw wrongShape(file, entry, `${key} is not a list of texts`);
}

/** A field that lists objects; absent and null count as none. */
export function objectList(
  object: JsonObject,
  key: string,
  file: string,
  entry: string,
): readonly JsonObject[] {
  const value = object[key] ?? [];
  if (Array.isArray(value) && value.every(isRecord)) return value;
  throw wrongShape(file, entry, `${key} is not a list of objects`);
}
