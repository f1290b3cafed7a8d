/** Marks damage of zstd data, apart from errors of the source. */
export class ZstdDamage extends Error {}

/** A frame that is not damaged, but needs more memory than is given to it. */
export class ZstdWindow extends Error {}

/** Largest window that is decoded: what zstd itself allows unless told otherwise. */
const LARGEST_WINDOW = 128 << 20;
const LARGEST_BLOCK = 128 << 10;
const MAGIC = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd);
const FRAME_MAGIC = 0xfd2fb528;
const SKIPPABLE_MAGIC = 0x184d2a50;
/** Bytes that a frame header spends on the dictionary ID and the content size, by their flags. */
const DICTIONARY_BYTES = [0, 1, 2, 4] as const;
const CONTENT_BYTES = [0, 2, 4, 8] as const;
const BLOCK = { raw: 0, repeated: 1, compressed: 2 } as const;

/** What a run of bytes is. Bodies pass by, all else is collected before it is understood. */
const PART = {
  magic: 0,
  skippableSize: 1,
  skippableBody: 2,
  descriptor: 3,
  header: 4,
  blockHeader: 5,
  blockBody: 6,
  checksum: 7,
} as const;

/**
 * Cuts a zstd stream at its frames: no piece reaches beyond the end of a frame, and skippable frames are left out. Decoders need
 * this: Node's own drops what follows a frame in one piece, and neither it nor the JavaScript one notices every truncation.
 * `onBlock` is told of each block and the window it needs. Throws ZstdDamage where a frame is malformed or cut short, ZstdWindow where
 * one needs too large a window. Source: RFC 8878, section 3.1.
 */
export async function* splitZstdFrames(
  pieces: AsyncIterable<Uint8Array>,
  onBlock: (window: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
  const frames = new FrameCutter(onBlock);
  for await (const piece of pieces) yield* frames.cut(piece);
  frames.end();
}

class FrameCutter {
  readonly #onBlock: (window: number) => void;
  readonly #held = new Uint8Array(16);
  readonly #view = new DataView(this.#held.buffer);
  #part: number = PART.magic;
  /** Bytes of the part that were collected, and that are still to come. */
  #filled = 0;
  #left = 4;
  #descriptor = 0;
  #window = 0;
  #isLastBlock = false;

  constructor(onBlock: (window: number) => void) {
    this.#onBlock = onBlock;
  }

  *cut(piece: Uint8Array): Generator<Uint8Array> {
    let from = 0;
    for (let at = 0; at < piece.length; ) {
      const isData = this.#part >= PART.descriptor;
      at += this.#take(piece, at);
      if (this.#left > 0) continue;
      this.#next();
      if (!isData && this.#part === PART.descriptor) {
        from = at - MAGIC.length;
        if (from >= 0) continue;
        yield MAGIC; // it began in an earlier piece, when it was not clear yet what it would be
        from = at;
      } else if (isData && this.#part === PART.magic) yield piece.subarray(from, at);
    }
    if (this.#part >= PART.descriptor && from < piece.length) yield piece.subarray(from);
  }

  /** Says that there is no more. */
  end(): void {
    if (this.#part !== PART.magic || this.#filled > 0) throw new ZstdDamage('unexpected end of data');
  }

  #take(piece: Uint8Array, at: number): number {
    const used = Math.min(this.#left, piece.length - at);
    this.#left -= used;
    if (this.#part !== PART.blockBody && this.#part !== PART.skippableBody) {
      this.#held.set(piece.subarray(at, at + used), this.#filled);
      this.#filled += used;
    }
    return used;
  }

  /** Understands the part that is complete, and says what follows; what has no bytes is passed over. */
  #next(): void {
    do this.#understand();
    while (this.#left === 0);
  }

  #understand(): void {
    const view = this.#view;
    switch (this.#part) {
      case PART.magic:
        this.#expectFrame(view.getUint32(0, true));
        break;
      case PART.skippableSize:
        this.#expect(PART.skippableBody, view.getUint32(0, true));
        break;
      case PART.descriptor:
        this.#descriptor = this.#held[0]!;
        this.#expect(PART.header, headerLength(this.#descriptor));
        break;
      case PART.header:
        this.#expectFirstBlock();
        break;
      case PART.blockHeader:
        this.#expectBlock(view.getUint16(0, true) | (this.#held[2]! << 16));
        break;
      case PART.blockBody:
        if (!this.#isLastBlock) this.#expect(PART.blockHeader, 3);
        else if (hasChecksum(this.#descriptor)) this.#expect(PART.checksum, 4);
        else this.#expect(PART.magic, 4);
        break;
      default:
        this.#expect(PART.magic, 4);
    }
  }

  #expect(part: number, length: number): void {
    this.#part = part;
    this.#filled = 0;
    this.#left = length;
  }

  #expectFrame(magic: number): void {
    if (magic === FRAME_MAGIC) this.#expect(PART.descriptor, 1);
    else if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE_MAGIC) this.#expect(PART.skippableSize, 4);
    else throw new ZstdDamage('no zstd frame begins there');
  }

  #expectFirstBlock(): void {
    this.#window = this.#readWindow();
    if (this.#window > LARGEST_WINDOW) {
      const window = Number.isSafeInteger(this.#window) ? this.#window : 'more than 2^53';
      throw new ZstdWindow(`a zstd frame needs a window of ${window} bytes, ${LARGEST_WINDOW} are allowed`);
    }
    this.#expect(PART.blockHeader, 3);
  }

  #expectBlock(header: number): void {
    const kind = (header >> 1) & 3;
    const size = header >> 3;
    if (kind > BLOCK.compressed || size > LARGEST_BLOCK) throw new ZstdDamage('a block header is malformed');
    this.#isLastBlock = (header & 1) !== 0;
    this.#onBlock(this.#window);
    this.#expect(PART.blockBody, kind === BLOCK.repeated ? 1 : size);
  }

  /** Bytes of window that the frame needs: stated, or of a single segment all of its content. */
  #readWindow(): number {
    if (!isSingleSegment(this.#descriptor)) {
      const base = 2 ** (10 + (this.#held[0]! >> 3));
      return base + (base / 8) * (this.#held[0]! & 7);
    }
    const at = DICTIONARY_BYTES[this.#descriptor & 3]!;
    switch (this.#descriptor >> 6) {
      case 0:
        return this.#held[at]!;
      case 1:
        return this.#view.getUint16(at, true) + 256;
      case 2:
        return this.#view.getUint32(at, true);
      default:
        return Number(this.#view.getBigUint64(at, true));
    }
  }
}

function isSingleSegment(descriptor: number): boolean {
  return (descriptor & 0x20) !== 0;
}

function hasChecksum(descriptor: number): boolean {
  return (descriptor & 4) !== 0;
}

/** Bytes of a frame header behind its descriptor: window descriptor, dictionary ID, content size. */
function headerLength(descriptor: number): number {
  const isSingle = isSingleSegment(descriptor);
  const content = descriptor >> 6 === 0 && isSingle ? 1 : CONTENT_BYTES[descriptor >> 6]!;
  return (isSingle ? 0 : 1) + DICTIONARY_BYTES[descriptor & 3]! + content;
}
