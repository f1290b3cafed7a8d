import { createHash } from 'node:crypto';
import { read } from 'node:fs';
import { PlimsollError } from '../core/errors.ts';
import { detectCompression, MAGIC_LENGTH } from './compression.ts';
import { digestOf, type LayerScan, type ScanOptions, scanLayerStream } from './layer-scan.ts';
import type { TarPlace } from './tar/corrupt.ts';
import { type FileRange, readFully, scanTarFile } from './tar/scan-file.ts';
import type { BodyVisitor } from './tar/scan-stream.ts';

const PIECE = 256 << 10;

/** The bytes of a range in pieces. */
async function* readRange(range: FileRange): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < range.length; ) {
    const piece = Buffer.allocUnsafeSlow(Math.min(PIECE, range.length - at));
    const count = await readAt(range.fd, piece, range.start + at);
    if (count === 0) throw new RangeError(`the file ended at offset ${range.start + at} while it was read`);
    yield count === piece.length ? piece : piece.subarray(0, count);
    at += count;
  }
}

/** The first bytes of a range. */
export function readHead(range: FileRange, length: number): Uint8Array {
  const head = new Uint8Array(Math.min(length, range.length));
  readFully(range.fd, head, 0, head.length, range.start);
  return head;
}

/** Indexes a layer that lies in a seekable file: by its headers alone when it is not compressed. */
export async function scanLayerRange<Index extends BodyVisitor>(
  range: FileRange,
  place: TarPlace,
  index: Index,
  options: ScanOptions,
): Promise<LayerScan<Index>> {
  const compression = detectCompression(readHead(range, MAGIC_LENGTH));
  if (compression !== 'none') return scanLayerStream(readRange(range), compression, place, index, options);
  scanTarFile(range, place, index);
  const digest = options.verify ? await digestRange(range, options) : null;
  if (!options.verify) options.onBytes?.(range.length);
  return {
    index,
    compression,
    blobBytes: range.length,
    tarBytes: range.length,
    method: 'plain-index',
    computedDigest: digest,
    computedDiffId: digest,
    range,
  };
}

async function digestRange(range: FileRange, options: ScanOptions): Promise<string | null> {
  const hash = createHash('sha256');
  for await (const piece of readRange(range)) {
    hash.update(piece);
    options.onBytes?.(piece.length);
  }
  return digestOf(hash);
}

function readAt(fd: number, into: Uint8Array, position: number): Promise<number> {
  return new Promise((resolve, reject) => {
    read(fd, into, 0, into.length, position, (error, count) => (error ? reject(error) : resolve(count)));
  });
}

/** An operating system's refusal as an `unreadable` or `not-found` error. */
export function fileError(error: unknown, file: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof PlimsollError || code === undefined) return error;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new PlimsollError('not-found', `${file} does not exist.`, { file, cause: error });
  return new PlimsollError('unreadable', `${file} cannot be read (${code}).`, { file, cause: error });
}
