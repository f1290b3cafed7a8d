import { once } from 'node:events';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { looksLikeJson } from '../../archive/json.ts';
import type { ContextReport } from '../../context/report.ts';
import { PlimsollError } from '../../core/errors.ts';
import { parseSavedReport, SAVED_REPORT_LIMIT } from '../../diff/saved/saved-report.ts';
import type { ImageReport } from '../../image/report.ts';

const HEAD = 512;
const NUL = 0;

/** A saved report, or null for what is no JSON: an archive, a directory. A stream that is none can still be read from its start. */
export async function readSavedReport(
  source: string | Readable,
): Promise<ImageReport | ContextReport | null> {
  if (typeof source !== 'string') return readFromStream(source);
  if (!isJsonFile(source)) return null;
  const { size } = statSync(source);
  if (size > SAVED_REPORT_LIMIT) throw tooLong(source);
  return parseSavedReport(readFileSync(source, 'utf8'), source);
}

/** True for a regular file that begins as JSON does; what cannot be opened is left to who opens it as an archive. */
function isJsonFile(file: string): boolean {
  try {
    if (!statSync(file).isFile()) return false;
    const descriptor = openSync(file, 'r');
    try {
      const head = Buffer.alloc(HEAD);
      return isJsonHead(head.subarray(0, readSync(descriptor, head, 0, HEAD, 0)));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return false;
  }
}

/** A tar may begin with a brace, but then zeros follow the name. */
function isJsonHead(head: Uint8Array): boolean {
  return looksLikeJson(head) && !head.includes(NUL);
}

async function readFromStream(stream: Readable): Promise<ImageReport | ContextReport | null> {
  const head = await firstPiece(stream);
  if (head === null || !isJsonHead(head.subarray(0, HEAD))) return null;
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of stream as AsyncIterable<Uint8Array>) {
    length += piece.length;
    if (length > SAVED_REPORT_LIMIT) throw tooLong('standard input');
    pieces.push(piece);
  }
  return parseSavedReport(Buffer.concat(pieces).toString('utf8'), 'standard input');
}

/** Looks at the first piece of a stream and puts it back; null for an empty one. */
async function firstPiece(stream: Readable): Promise<Uint8Array | null> {
  await once(stream, 'readable');
  const piece = stream.read() as Uint8Array | null;
  if (piece !== null) stream.unshift(piece);
  return piece;
}

function tooLong(file: string): PlimsollError {
  return new PlimsollError(
    'limit',
    `${file} has more than ${SAVED_REPORT_LIMIT} bytes, too many for a saved report.`,
    {
      file,
    },
  );
}
