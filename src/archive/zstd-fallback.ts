import { Decompress } from 'fzstd';
import { splitZstdFrames, ZstdDamage } from './zstd-frames.ts';

/**
 * The decoder moves its whole window for every block, however small. This many bytes it may move in all, and MOVED_PER_BYTE more for
 * each byte that comes out: honest blocks of 8 KiB beside a window of 8 MiB stay below it; otherwise a few dishonest bytes could
 * keep it busy for hours.
 */
const MOVED_ANYWAY = 2 ** 36;
const MOVED_PER_BYTE = 1024;

/**
 * zstd in JavaScript, for Nodes without a decoder of their own. It takes several frames and skippable ones, and notices
 * truncation, but not a flipped bit: whoever uses it checks the digest of what comes out.
 */
export async function* decompressZstdInScript(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let unpacked: Uint8Array[] = [];
  let produced = 0;
  let moved = 0;
  const decoder = new Decompress((piece) => {
    if (piece.length > 0) unpacked.push(piece);
    produced += piece.length;
  });
  const frames = splitZstdFrames(pieces, (window) => {
    moved += window;
    if (moved > MOVED_ANYWAY + MOVED_PER_BYTE * produced)
      throw new ZstdDamage(
        'its windows are too large for its content; a Node with a zstd decoder may read it',
      );
  });
  for await (const piece of frames) {
    push(decoder, piece, false);
    yield* unpacked;
    unpacked = [];
  }
  push(decoder, new Uint8Array(0), true);
  yield* unpacked;
}

function push(decoder: Decompress, piece: Uint8Array, isLast: boolean): void {
  try {
    decoder.push(piece, isLast);
  } catch (error) {
    throw new ZstdDamage(error instanceof Error ? error.message : String(error));
  }
}
