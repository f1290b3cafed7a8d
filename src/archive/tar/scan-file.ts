import { countText } from '../../core/count-text.ts';
import { type FileRange, readFully } from '../file-range.ts';
import { corruptTar, type TarPlace } from './corrupt.ts';
import { BLOCK, paddedSize } from './header-block.ts';
import { type ByteSlice, type MemberVisitor, sliceText } from './member.ts';
import { MemberDecoder, STEP } from './member-decoder.ts';
import { notATar } from './not-a-tar.ts';
import { type BatchVisitor, PlainMembers } from './plain-members.ts';

/** Header and body of a member where members are small: many have no body at all. */
const USUAL_SMALL_MEMBER = 1.5 * BLOCK;
const LARGEST_READ = 128 << 10;
const SMALLEST_READ = 4096;
/** Up to here it is cheaper to read on than to jump. */
const NEAR = 16 << 10;

/**
 * Visits the members of a tar in a seekable file by reading its headers only: bodies are jumped over.
 * Where headers lie close together the reads grow to 128 KiB (which a processor's cache holds); where bodies are large they shrink to a page. Returns whether there was an end-of-archive block.
 */
export function scanTarFile(
  range: FileRange,
  place: TarPlace,
  visitor: MemberVisitor & Partial<BatchVisitor>,
): boolean {
  const decoder = new MemberDecoder(place);
  const window = new Window(range);
  const batch = new PlainMembers(window.bytes, window.words);
  visitor.expectMembers?.(range.length / USUAL_SMALL_MEMBER);
  let at = 0;
  let hasEnd = false;
  while (at < range.length) {
    const block = window.locate(at, BLOCK);
    if (block < 0) throw tooShort(place, at, readTail(range, at));
    if (visitor.plainMembers !== undefined && decoder.isClean) {
      const next = batch.read(block, window.end, at) - block + at;
      if (batch.count > 0) {
        if (next > range.length) throw cutShort(place, batch.lastHeader, next - range.length, batch.lastName);
        visitor.plainMembers(batch);
        at = next;
        continue;
      }
    }
    const step = decoder.header(window.bytes, window.words, block, at);
    hasEnd = step === STEP.end;
    if (hasEnd) break;
    const offset = at;
    at += BLOCK;
    if (step === STEP.extension) continue;
    if (step === STEP.metadata) {
      decoder.metadata(readMetadata(range, place, at, decoder.metadataSize), offset);
      at += paddedSize(decoder.metadataSize);
      continue;
    }
    const next = at + paddedSize(decoder.member.storedSize);
    if (next > range.length) throw cutShort(place, offset, next - range.length, decoder.member.name);
    visitor.member(decoder.member);
    at = next;
  }
  if (decoder.isPending)
    throw corruptTar(place, at, 'the tar ends between a long-name or pax header and its member');
  return hasEnd;
}

function readTail(range: FileRange, at: number): Uint8Array {
  const tail = new Uint8Array(range.length - at);
  readFully(range.fd, tail, 0, tail.length, range.start + at);
  return tail;
}

/** The error for a tar whose last bytes are less than a header. */
export function tooShort(place: TarPlace, offset: number, tail: Uint8Array): Error {
  const what = `${countText(tail.length, 'byte is', 'bytes are')} left where a header needs ${BLOCK}`;
  return corruptTar(place, offset, (offset === 0 ? notATar(tail) : null) ?? what);
}

/** The error for a body that does not end within the tar: of the member of this name, or of a long-name or pax header. */
export function cutShort(
  place: TarPlace,
  offset: number,
  missing: number,
  name: Readonly<ByteSlice> | null,
): Error {
  const whose = name === null ? 'a long-name or pax header' : sliceText(name);
  const what = `the body of ${whose} is cut short, ${missing} ${missing === 1 ? 'byte is' : 'bytes are'} missing`;
  return corruptTar(place, offset, what);
}

function readMetadata(range: FileRange, place: TarPlace, at: number, size: number): Uint8Array {
  const missing = at + paddedSize(size) - range.length;
  if (missing > 0) throw cutShort(place, at - BLOCK, missing, null);
  const body = new Uint8Array(size);
  readFully(range.fd, body, 0, size, range.start + at);
  return body;
}

/** A buffer over the tar that moves forward. */
class Window {
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  readonly #range: FileRange;
  #start = 0;
  #end = 0;
  #readSize = SMALLEST_READ;

  constructor(range: FileRange) {
    this.#range = range;
    const size = Math.min(LARGEST_READ, paddedSize(Math.max(range.length, SMALLEST_READ)));
    this.bytes = new Uint8Array(size);
    this.words = new Int32Array(this.bytes.buffer);
  }

  /** Bytes that are there. */
  get end(): number {
    return this.#end - this.#start;
  }

  /** Index in `bytes` of the block at `at`, a multiple of four; -1 when the tar ends before it does. */
  locate(at: number, length: number): number {
    if (at + length <= this.#end) return at - this.#start;
    const isNear = at - this.#end <= NEAR;
    this.#readSize = isNear ? Math.min(this.#readSize * 4, this.bytes.length) : SMALLEST_READ;
    const size = Math.min(this.#readSize, this.#range.length - at);
    if (size < length) return -1;
    readFully(this.#range.fd, this.bytes, 0, size, this.#range.start + at);
    this.#start = at;
    this.#end = at + size;
    return 0;
  }
}
