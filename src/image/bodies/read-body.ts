import { decompress, type UnpackLimit } from '../../archive/decompress.ts';
import { readRange } from '../../archive/file-range.ts';
import type { LayerScan } from '../../archive/layer-scan.ts';
import type { TarMember } from '../../archive/tar/member.ts';
import { TarStreamScanner } from '../../archive/tar/scan-stream.ts';
import { PlimsollError } from '../../core/errors.ts';
import type { LayerIndex } from '../index/layer-index.ts';

/** A body as its layer stores it. */
export interface StoredBody {
  readonly scan: LayerScan<LayerIndex>;
  /** The entry's number in its layer. */
  readonly at: number;
  /** The path, for messages. */
  readonly path: string;
  /** The layer's blob from its first byte; null where it went by as a stream. */
  readonly blob: (() => AsyncIterable<Uint8Array>) | null;
}

/**
 * The bytes of one body, in pieces: read at its place in a plain layer, or unpacked up to it in a compressed one. Throws an `unsupported`
 * error for a body that went by, or that is stored with its holes left out.
 */
export async function* readBody(body: StoredBody, limit: UnpackLimit): AsyncGenerator<Uint8Array> {
  const { scan, at, path, blob } = body;
  const { index } = scan;
  if (index.sparse.has(at))
    throw new PlimsollError('unsupported', `${path} is stored as a sparse file: its holes are left out.`);
  const size = index.size[at]!;
  if (size === 0) return;
  if (scan.range !== null) {
    const { fd, start } = scan.range;
    yield* readRange({ fd, start: start + index.bodyOffset[at]!, length: size });
    return;
  }
  if (blob === null) {
    throw new PlimsollError('unsupported', `${path} went by as a stream: what it holds is not kept.`, {
      hint: 'Save the archive to an uncompressed file, and explore that.',
    });
  }
  yield* unpackTo(body, blob(), limit);
}

/** Unpacks a layer up to one body; what comes behind it is never unpacked. */
async function* unpackTo(
  { scan, at, path }: StoredBody,
  blob: AsyncIterable<Uint8Array>,
  limit: UnpackLimit,
): AsyncGenerator<Uint8Array> {
  const { index } = scan;
  const found: Uint8Array[] = [];
  let [isHere, isOver] = [false, false];
  const isWanted = (member: TarMember): boolean =>
    scan.readAs === 'toc' ? hasPath(member, path) : member.bodyOffset === index.bodyOffset[at];
  const scanner = new TarStreamScanner(
    { file: path, entry: null, isDecompressed: true },
    {
      member: (member) => {
        isHere = !isOver && member.storedSize > 0 && isWanted(member);
      },
      body: (piece) => {
        if (isHere) found.push(piece.slice());
      },
      bodyEnd: () => {
        isOver ||= isHere;
        isHere = false;
      },
    },
  );
  for await (const piece of decompress(blob, scan.compression, path, limit)) {
    scanner.push(piece);
    yield* found.splice(0);
    if (isOver) return;
  }
  if (!isOver) throw new PlimsollError('corrupt', `${path} is not where its layer said.`);
}

function hasPath({ name }: TarMember, path: string): boolean {
  const text = new TextDecoder().decode(name.bytes.subarray(name.start, name.end));
  return text.replace(/^(?:\.?\/)+/, '') === path;
}
