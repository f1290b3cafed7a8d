/** Builds zstd frames without compressing, so that tests need no encoder. Source: RFC 8878. */

const MAGIC = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd);
const BLOCK = 128 << 10;
const NEVER_CHECKED = Uint8Array.of(0, 0, 0, 0);

/** How a frame is written. */
export interface FrameOptions {
  /** States a window of 2^windowLog bytes instead of the content's size. */
  readonly windowLog?: number;
  /** Declares a checksum; its value is wrong unless the content is "hello". */
  readonly checksum?: boolean;
}

/** The lower half of XXH64 of "hello", as zstd writes it. */
const HELLO = Uint8Array.of(0xa3, 0x6d, 0x9f, 0x88);

/** A frame that stores its content in raw blocks. */
export function storedFrame(content: string | Uint8Array, options: FrameOptions = {}): Buffer {
  const bytes = Buffer.from(content as string);
  const blocks: Uint8Array[] = [];
  for (let at = 0; at === 0 || at < bytes.length; at += BLOCK) {
    const body = bytes.subarray(at, at + BLOCK);
    blocks.push(blockHeader(0, body.length, at + BLOCK >= bytes.length), body);
  }
  const checksum =
    options.checksum === true ? [bytes.equals(Buffer.from('hello')) ? HELLO : NEVER_CHECKED] : [];
  return Buffer.concat([frameHeader(bytes.length, options), ...blocks, ...checksum]);
}

/** A frame of one byte `count` times (at most 128 KiB), in one block of four bytes. */
export function repeatedFrame(byte: number, count: number): Buffer {
  return Buffer.concat([frameHeader(count, {}), blockHeader(1, count, true), Uint8Array.of(byte)]);
}

/** A frame that decoders pass over. */
export function skippableFrame(content: string | Uint8Array): Buffer {
  const bytes = Buffer.from(content as string);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(0x184d2a50, 0);
  head.writeUInt32LE(bytes.length, 4);
  return Buffer.concat([head, bytes]);
}

function frameHeader(size: number, { windowLog, checksum }: FrameOptions): Buffer {
  const flag = checksum === true ? 4 : 0;
  if (windowLog !== undefined) return Buffer.from([...MAGIC, flag, (windowLog - 10) << 3]);
  if (size < 256) return Buffer.from([...MAGIC, 0x20 | flag, size]);
  const content = Buffer.alloc(4);
  content.writeUInt32LE(size);
  return Buffer.from([...MAGIC, 0xa0 | flag, ...content]);
}

function blockHeader(kind: number, size: number, isLast: boolean): Buffer {
  const header = Buffer.alloc(3);
  header.writeUIntLE((size << 3) | (kind << 1) | (isLast ? 1 : 0), 0, 3);
  return header;
}
