import type { Compression } from './facts.ts';
import { ZstdWindow } from './zstd/frames.ts';

/** Bytes that tell the compression. */
export const MAGIC_LENGTH = 6;

/** Where a zstd frame says whether its content has a checksum. Source: RFC 8878, section 3.1.1.1.1. */
const FRAME_FLAGS = 4;
const CHECKSUM_FLAG = 4;

const GIVE_ARCHIVE = 'Give the archive that docker save, podman save, skopeo or buildx wrote.';

/** Formats that are recognised only to say so. */
const FOREIGN_MAGIC: readonly (readonly [magic: string, name: string, hint: string])[] = [
  ['\xfd7zXZ', 'xz', 'Unpack it first: xz -dc FILE | plimsoll image -'],
  ['BZh', 'bzip2', 'Unpack it first: bzip2 -dc FILE | plimsoll image -'],
  ['PK\x03\x04', 'zip', GIVE_ARCHIVE],
  ['\x7fELF', 'ELF', GIVE_ARCHIVE],
  ['{"', 'JSON', GIVE_ARCHIVE],
  ['{\n', 'JSON', GIVE_ARCHIVE],
  ['[{', 'JSON', GIVE_ARCHIVE],
  ['[\n', 'JSON', GIVE_ARCHIVE],
];

/** Tells the compression from the first bytes; skippable zstd frames count as zstd. */
export function detectCompression(head: Uint8Array): Compression {
  if (head.length >= 2 && head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head.length < 4) return 'none';
  const magic = (head[0]! | (head[1]! << 8) | (head[2]! << 16) | (head[3]! << 24)) >>> 0;
  return magic === 0xfd2fb528 || (magic & 0xfffffff0) >>> 0 === 0x184d2a50 ? 'zstd' : 'none';
}

/** Name and advice for a format that plimsoll does not read; null for all else. */
export function foreignFormat(head: Uint8Array): { readonly name: string; readonly hint: string } | null {
  const start = String.fromCharCode(...head.subarray(0, MAGIC_LENGTH));
  const found = FOREIGN_MAGIC.find(([magic]) => start.startsWith(magic));
  return found ? { name: found[1], hint: found[2] } : null;
}

/** True for zstd data whose first frame has no checksum, or does not come first: a decoder may not notice its damage. */
export function lacksChecksum(head: Uint8Array): boolean {
  if (detectCompression(head) !== 'zstd') return false;
  const isFrame = head[0] === 0x28;
  return !isFrame || head.length <= FRAME_FLAGS || (head[FRAME_FLAGS]! & CHECKSUM_FLAG) === 0;
}

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
