import { Decompress } from 'fzstd';

/** Marks what the decoder complained about, apart from errors of the source. */
class ZstdDamage extends Error {
  readonly isZstdDamage = true;
}

/**
 * zstd in JavaScript, for Nodes without a decoder of their own. It takes several frames and skippable ones, and notices
 * truncation, but not a flipped bit: whoever uses it checks the digest of what comes out.
 */
export async function* decompressZstdInScript(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let unpacked: Uint8Array[] = [];
  const decoder = new Decompress((piece) => {
    if (piece.length > 0) unpacked.push(piece);
  });
  let previous: Uint8Array | null = null;
  for await (const piece of pieces) {
    if (previous !== null) push(decoder, previous, false);
    yield* unpacked;
    unpacked = [];
    previous = piece;
  }
  push(decoder, previous ?? new Uint8Array(0), true);
  yield* unpacked;
}

function push(decoder: Decompress, piece: Uint8Array, isLast: boolean): void {
  try {
    decoder.push(piece, isLast);
  } catch (error) {
    throw new ZstdDamage(error instanceof Error ? error.message : String(error));
  }
}
