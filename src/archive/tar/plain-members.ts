import { BLOCK, blockSum, FIELD, paddedSize } from './header-block.ts';
import { type ByteSlice, MEMBER } from './member.ts';
import { readNumeric } from './numeric-field.ts';
import { OwnerFields } from './owner-fields.ts';
import { FLAG } from './type-flag.ts';

/** Members in one batch. */
const MOST = 256;
const NAME_WORDS = FIELD.name[1] / 4;
const { file, directory } = MEMBER;

/** Is told of many members at once. */
export interface BatchVisitor {
  /** Called first, with how many members there will be if all have a small body: a guess, for allocating. */
  expectMembers(count: number): void;
  /** The batch is used again afterwards. */
  plainMembers(batch: PlainMembers): void;
}

/**
 * Consecutive members with the header that nearly every member of a layer has, in columns: regular files and directories with one
 * block each and all of the name in the name field. It is the reading of MemberDecoder without the rare cases, in two small loops that
 * are soon compiled.
 */
export class PlainMembers {
  count = 0;
  /** Where the names lie. */
  readonly bytes: Uint8Array;
  readonly nameStart: Int32Array = new Int32Array(MOST);
  readonly nameEnd: Int32Array = new Int32Array(MOST);
  /** As in TarMember. */
  readonly type: Uint8Array = new Uint8Array(MOST);
  readonly size: Float64Array = new Float64Array(MOST);
  readonly mode: Uint16Array = new Uint16Array(MOST);
  readonly uid: Uint32Array = new Uint32Array(MOST);
  readonly gid: Uint32Array = new Uint32Array(MOST);
  readonly mtime: Float64Array = new Float64Array(MOST);
  readonly bodyOffset: Float64Array = new Float64Array(MOST);
  readonly #words: Int32Array;
  readonly #owner = new OwnerFields();

  /** `words` is the same memory as `bytes`. */
  constructor(bytes: Uint8Array, words: Int32Array) {
    this.bytes = bytes;
    this.#words = words;
  }

  /** The last member's name. */
  get lastName(): ByteSlice {
    const last = this.count - 1;
    return { bytes: this.bytes, start: this.nameStart[last]!, end: this.nameEnd[last]! };
  }

  /** Offset of the last member's header in the tar. */
  get lastHeader(): number {
    return this.bodyOffset[this.count - 1]! - BLOCK;
  }

  /**
   * Reads headers from index `at` up to `end`, the first of which stands at `offset` of the tar. Returns the index behind the last
   * member, which may lie beyond `end`; stops before the first block that is not plain, be it right or wrong.
   */
  read(at: number, end: number, offset: number): number {
    const next = this.#locate(at, end);
    const found = this.count;
    this.#describe(offset - at);
    return this.count === found ? next : this.nameStart[this.count]!;
  }

  /** Finds headers, and how large the bodies behind them are. */
  #locate(at: number, end: number): number {
    const { bytes, nameStart, type, size: sizes } = this;
    const words = this.#words;
    let count = 0;
    let next = at;
    while (count < MOST && next + BLOCK <= end) {
      const flag = bytes[next + FIELD.type[0]]!;
      if ((flag !== FLAG.file && flag !== FLAG.directory) || bytes[next + FIELD.prefix[0]] !== 0) break;
      if (readNumeric(bytes, next + FIELD.checksum[0], FIELD.checksum[1]) !== blockSum(bytes, words, next))
        break;
      const size = readNumeric(bytes, next + FIELD.size[0], FIELD.size[1]);
      if (!(size >= 0)) break;
      const stored = flag === FLAG.file ? size : 0;
      nameStart[count] = next;
      type[count] = flag === FLAG.file ? file : directory;
      sizes[count] = stored;
      next += BLOCK + paddedSize(stored);
      count++;
    }
    this.count = count;
    return next;
  }

  /** Reads the rest of them; leaves those out that follow a field that is none. */
  #describe(shift: number): void {
    const { bytes, count, nameStart, nameEnd, bodyOffset, mode, uid, gid, mtime } = this;
    const words = this.#words;
    const owner = this.#owner;
    for (let i = 0; i < count; i++) {
      const at = nameStart[i]!;
      if (owner.read(bytes, words, at) !== null) {
        this.count = i;
        return;
      }
      nameEnd[i] = endOfName(bytes, words, at);
      bodyOffset[i] = at + BLOCK + shift;
      mode[i] = owner.mode;
      uid[i] = owner.uid;
      gid[i] = owner.gid;
      mtime[i] = owner.mtime;
    }
  }
}

/** Where the name field's text ends; looks at four bytes at a time for a NUL among them. */
function endOfName(bytes: Uint8Array, words: Int32Array, at: number): number {
  let word = at >> 2;
  for (const last = word + NAME_WORDS; word < last; word++) {
    const four = words[word]!;
    if (((four - 0x01010101) & ~four & 0x80808080) !== 0) break;
  }
  let end = word << 2;
  for (const last = at + FIELD.name[1]; end < last && bytes[end] !== 0; ) end++;
  return end;
}
