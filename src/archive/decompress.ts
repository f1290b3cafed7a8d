import { pipeline, Readable, type Transform } from 'node:stream';
import zlib from 'node:zlib';
import { PlimsollError } from '../core/errors.ts';
import type { Compression } from './facts.ts';
import { splitZstdFrames, ZstdDamage, ZstdWindow } from './zstd/frames.ts';

/** True where Node brings its own zstd decoder. */
export const hasNativeZstd: boolean = 'createZstdDecompress' in zlib;

/** Bytes that one compressed stream may unpack to. */
export interface UnpackLimit {
  /** Stated by the caller; null for the default. */
  readonly maxUnpacked: number | null;
  /** Bytes of the file or stream so far, where what is unpacked was packed twice: the default goes by them. */
  readonly storedBytes?: (() => number) | undefined;
  /** Of all streams of one archive together; the default holds them to it, however many names lead to one of them. */
  readonly tally?: UnpackTally | undefined;
}

/** Bytes that the compressed streams of one archive took and gave so far. */
export interface UnpackTally {
  stored: number;
  unpacked: number;
}

/** Always allowed, of one stream and of all together. */
const GENEROUS = 2 * 2 ** 30;
const GENEROUS_IN_ALL = 4 * GENEROUS;
/** More than file systems reach; deflate reaches 1032 on zeros. */
const BEST_RATIO = 200;
const OUTPUT_CHUNK = 512 << 10;

/** Bytes that so many stored bytes may unpack to. */
export function mostUnpacked({ maxUnpacked }: UnpackLimit, stored: number): number {
  return maxUnpacked ?? GENEROUS + BEST_RATIO * stored;
}

/**
 * Unpacks a stream of pieces. Damage becomes a `corrupt` error that names `what` and the offset in the compressed bytes;
 * output beyond the limit (by default 2 GiB plus 200 times the bytes stored, and 8 GiB instead of 2 for all streams of an archive) becomes
 * a `limit` error.
 */
export async function* decompress(
  pieces: AsyncIterable<Uint8Array>,
  kind: Compression,
  what: string,
  limit: UnpackLimit,
): AsyncGenerator<Uint8Array> {
  if (kind === 'none') {
    yield* pieces;
    return;
  }
  const { storedBytes, maxUnpacked, tally = { stored: 0, unpacked: 0 } } = limit;
  let consumed = 0;
  let produced = 0;
  const counted = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      consumed += piece.length;
      if (storedBytes === undefined) tally.stored += piece.length;
      yield piece;
    }
  };
  try {
    for await (const piece of await unpack(counted(), kind)) {
      produced += piece.length;
      tally.unpacked += piece.length;
      const stored = storedBytes?.() ?? consumed;
      if (produced > mostUnpacked(limit, stored)) throw beyondLimit(what, produced, stored);
      if (maxUnpacked === null && tally.unpacked > GENEROUS_IN_ALL + BEST_RATIO * tally.stored)
        throw beyondLimit(`${what}, with all that was unpacked before it,`, tally.unpacked, tally.stored);
      yield piece;
    }
  } catch (error) {
    throw damaged(error, kind, what, consumed);
  }
}

async function unpack(
  pieces: AsyncIterable<Uint8Array>,
  kind: Compression,
): Promise<AsyncIterable<Uint8Array>> {
  if (kind === 'zstd' && !hasNativeZstd)
    return (await import('./zstd/decode-elsewhere.ts')).decompressZstdElsewhere(pieces);
  const decoder: Transform =
    kind === 'gzip'
      ? zlib.createGunzip({ chunkSize: OUTPUT_CHUNK })
      : createZstd({ chunkSize: OUTPUT_CHUNK });
  const source = kind === 'gzip' ? pieces : await unlessEmpty(splitZstdFrames(pieces));
  if (source === null) return Readable.from([]);
  // The iterator below sees every error; the callback only keeps pipeline from throwing it a second time.
  return pipeline(
    Readable.from(source, { objectMode: false, highWaterMark: OUTPUT_CHUNK }),
    decoder,
    () => {},
  );
}

/** The pieces, or null when there are none: from Node 24 on the decoder takes nothing but skippable frames for damage. */
async function unlessEmpty(pieces: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array> | null> {
  const iterator = pieces[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return null;
  return (async function* () {
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => iterator };
  })();
}

function createZstd(options: { readonly chunkSize: number }): Transform {
  const { createZstdDecompress } = zlib as unknown as {
    createZstdDecompress: (options: object) => Transform;
  };
  return createZstdDecompress(options);
}

function beyondLimit(what: string, produced: number, consumed: number): PlimsollError {
  return new PlimsollError(
    'limit',
    `${what} unpacks to more than ${produced} bytes from ${consumed}, which is beyond the limit.`,
    {
      hint: 'Allow more with --max-unpacked, if you trust it.',
    },
  );
}

function damaged(error: unknown, kind: Compression, what: string, consumed: number): unknown {
  if (error instanceof PlimsollError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof ZstdWindow)
    return new PlimsollError('limit', `${what} cannot be unpacked: ${message}.`, { cause: error });
  const isDecoderError = error instanceof ZstdDamage || /^(Z_|ZSTD_|ERR_ZSTD)/.test(code ?? '');
  if (!isDecoderError) return error;
  return new PlimsollError(
    'corrupt',
    `${what} is damaged before offset ${consumed} of the ${kind} data: ${message}.`,
    {
      offset: consumed,
      cause: error,
    },
  );
}
