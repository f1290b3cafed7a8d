import { sumOf } from '../../core/sum.ts';
import { corruptTar, type TarPlace } from './corrupt.ts';
import {
  BLOCK,
  blockSum,
  FIELD,
  SPARSE_EXTENSION_MORE,
  SPARSE_REGIONS,
  signedBlockSum,
} from './header-block.ts';
import { type ByteSlice, emptyMember, MEMBER, type TarMember } from './member.ts';
import { notATar } from './not-a-tar.ts';
import { readNumeric } from './numeric-field.ts';
import { fieldComplaint, OwnerFields } from './owner-fields.ts';
import { type PaxRecords, readPaxRecords } from './pax.ts';
import { applyPax } from './pax-member.ts';
import { addOldRegions, missingRegions, type SparseMap, sparseMap } from './sparse-map.ts';
import { FLAG, hasBody, isMetadata, memberType } from './type-flag.ts';

/** What a header block turned out to be. */
export const STEP = {
  /** The member is complete; its body of `storedSize` bytes follows. */
  member: 0,
  /** A header about the next member: `metadataSize` bytes follow, then {@link MemberDecoder.metadata}. */
  metadata: 1,
  /** A block of zeros: the end of the archive. */
  end: 2,
  /** The next block belongs to the same header. */
  extension: 3,
} as const;

/** Longest pax headers, long name and long link of one member, together: as Go's archive/tar has it for each. */
const METADATA_LIMIT = 1 << 20;

/** Records for all members that follow, and their bytes; each of them pays for all records. */
const MOST_GLOBALS = 64;
const LONGEST_GLOBALS = 4096;

const NO_RECORDS: PaxRecords = new Map();

/** Turns header blocks into members. Knows nothing of where the blocks come from: two drivers feed it. */
export class MemberDecoder {
  readonly member: TarMember = emptyMember();
  /** Bytes of metadata that follow after STEP.metadata. */
  metadataSize = 0;

  readonly #place: TarPlace;
  readonly #owner = new OwnerFields();
  #metadataFlag = -1;
  #memberStart = -1;
  /** Bytes of metadata headers before the member. */
  #pendingBytes = 0;
  #longName: Uint8Array | null = null;
  #longLink: Uint8Array | null = null;
  #records: PaxRecords | null = null;
  #globals: PaxRecords = NO_RECORDS;
  #map: SparseMap = sparseMap(0);
  readonly #joined: Uint8Array = new Uint8Array(256);

  constructor(place: TarPlace) {
    this.#place = place;
  }

  /** True between a metadata header and the member it belongs to. */
  get isPending(): boolean {
    return this.#memberStart >= 0;
  }

  /** True when no header so far says anything about the next member. */
  get isClean(): boolean {
    return this.#memberStart < 0 && this.#globals === NO_RECORDS;
  }

  /** Reads the block at `at` of `bytes` (`words`: the same memory); `offset` is its place in the tar. */
  header(bytes: Uint8Array, words: Int32Array, at: number, offset: number): number {
    if (this.#metadataFlag === FLAG.sparse) return this.#sparseExtension(bytes, at, offset);
    const sum = blockSum(bytes, words, at);
    if (sum < 0) return STEP.end;
    this.#checkSum(bytes, at, offset, sum);
    if (this.#memberStart < 0) this.#memberStart = offset;
    const flag = bytes[at + FIELD.type[0]]!;
    const size = readNumeric(bytes, at + FIELD.size[0], FIELD.size[1]);
    if (!(size >= 0)) throw corruptTar(this.#place, offset, fieldComplaint('size', size));
    if (isMetadata(flag)) {
      this.#pendingBytes += size;
      if (this.#pendingBytes > METADATA_LIMIT) {
        throw corruptTar(
          this.#place,
          offset,
          `a header of ${size} bytes for one name is beyond the limit of ${METADATA_LIMIT}`,
        );
      }
      this.#metadataFlag = flag;
      this.metadataSize = size;
      return STEP.metadata;
    }
    return this.#fill(bytes, words, at, offset, flag, size);
  }

  /** Takes the bytes that followed a metadata header. */
  metadata(body: Uint8Array, offset: number): void {
    const flag = this.#metadataFlag;
    this.#metadataFlag = -1;
    if (flag === FLAG.longName) this.#longName = untilNul(body);
    else if (flag === FLAG.longLink) this.#longLink = untilNul(body);
    else {
      const records = readPaxRecords(body);
      if (records === null) throw corruptTar(this.#place, offset, 'a pax header holds a malformed record');
      if (flag === FLAG.globalPax) this.#takeGlobals(records, offset);
      else this.#records = new Map([...(this.#records ?? NO_RECORDS), ...records]);
    }
  }

  #takeGlobals(records: PaxRecords, offset: number): void {
    this.#globals = new Map([...this.#globals, ...records]);
    const bytes = sumOf([...this.#globals.values()], ({ length }) => length);
    if (this.#globals.size > MOST_GLOBALS || bytes > LONGEST_GLOBALS) {
      const limits = `${MOST_GLOBALS} records, or ${LONGEST_GLOBALS} bytes of them`;
      throw corruptTar(this.#place, offset, `global pax headers hold more than ${limits}`);
    }
    this.#memberStart = -1; // a global header stands for itself
    this.#pendingBytes = 0;
  }

  #checkSum(bytes: Uint8Array, at: number, offset: number, sum: number): void {
    const stored = readNumeric(bytes, at + FIELD.checksum[0], FIELD.checksum[1]);
    if (stored === sum || stored === signedBlockSum(bytes, at)) return;
    const other = offset === 0 ? notATar(bytes.subarray(at, at + BLOCK)) : null;
    if (other !== null) throw corruptTar(this.#place, offset, other);
    throw corruptTar(
      this.#place,
      offset,
      Number.isNaN(stored)
        ? 'no tar header is there'
        : `the header says checksum ${stored.toString(8)} (octal), computed is ${sum.toString(8)}`,
    );
  }

  #fill(
    bytes: Uint8Array,
    words: Int32Array,
    at: number,
    offset: number,
    flag: number,
    size: number,
  ): number {
    const member = this.member;
    member.type = memberType(flag);
    member.headerOffset = this.#memberStart;
    member.bodyOffset = offset + BLOCK;
    member.storedSize = hasBody(member.type) ? size : 0;
    member.size = member.storedSize;
    const owner = this.#owner;
    const complaint = owner.read(bytes, words, at);
    if (complaint !== null) throw corruptTar(this.#place, offset, complaint);
    member.mode = owner.mode;
    member.uid = owner.uid;
    member.gid = owner.gid;
    member.mtime = owner.mtime;
    member.isSparse = false;
    member.xattrHash = 0;
    this.#names(bytes, at);
    this.#applyRecords(offset);
    if (
      flag === FLAG.oldFile &&
      member.name.end > member.name.start &&
      member.name.bytes[member.name.end - 1] === 0x2f
    ) {
      member.type = MEMBER.directory; // v7 had no type for directories
    }
    if (flag === FLAG.sparse) return this.#sparse(bytes, at, offset);
    this.#forget();
    return STEP.member;
  }

  #names(bytes: Uint8Array, at: number): void {
    const { name, link } = this.member;
    if (this.#longName) setSlice(name, this.#longName, 0, this.#longName.length);
    else this.#shortName(bytes, at);
    if (this.#longLink) setSlice(link, this.#longLink, 0, this.#longLink.length);
    else setSlice(link, bytes, at + FIELD.link[0], fieldEnd(bytes, at + FIELD.link[0], FIELD.link[1]));
  }

  #shortName(bytes: Uint8Array, at: number): void {
    const start = at + FIELD.name[0];
    const end = fieldEnd(bytes, start, FIELD.name[1]);
    const prefix = at + FIELD.prefix[0];
    if (bytes[prefix] === 0 || !isUstar(bytes, at)) {
      setSlice(this.member.name, bytes, start, end);
      return;
    }
    const prefixEnd = fieldEnd(bytes, prefix, FIELD.prefix[1]);
    const joined = this.#joined;
    joined.set(bytes.subarray(prefix, prefixEnd), 0);
    joined[prefixEnd - prefix] = 0x2f;
    joined.set(bytes.subarray(start, end), prefixEnd - prefix + 1);
    setSlice(this.member.name, joined, 0, prefixEnd - prefix + 1 + end - start);
  }

  #applyRecords(offset: number): void {
    if (this.#records === null && this.#globals.size === 0) return;
    const records =
      this.#globals.size === 0
        ? this.#records!
        : new Map([...this.#globals, ...(this.#records ?? NO_RECORDS)]);
    const complaint = applyPax(this.member, records);
    if (complaint !== null) throw corruptTar(this.#place, offset, complaint);
  }

  /** GNU's old sparse form: the real size stands in the header, and blocks with more of the map may follow it. */
  #sparse(bytes: Uint8Array, at: number, offset: number): number {
    const real = readNumeric(bytes, at + FIELD.gnuRealSize[0], FIELD.gnuRealSize[1]);
    if (!(real >= 0))
      throw corruptTar(this.#place, offset, 'the real size of a sparse file is not a number within bounds');
    this.member.size = real;
    this.member.isSparse = true;
    this.#map = sparseMap(real);
    this.#addRegions(bytes, at + FIELD.gnuSparse[0], SPARSE_REGIONS.header, offset);
    if (bytes[at + FIELD.gnuIsExtended[0]] !== 0) {
      this.#keepNames();
      this.#metadataFlag = FLAG.sparse;
      return STEP.extension;
    }
    return this.#endSparse(offset);
  }

  #sparseExtension(bytes: Uint8Array, at: number, offset: number): number {
    this.member.bodyOffset = offset + BLOCK;
    this.#addRegions(bytes, at, SPARSE_REGIONS.extension, offset);
    if (bytes[at + SPARSE_EXTENSION_MORE] !== 0) return STEP.extension;
    this.#metadataFlag = -1;
    return this.#endSparse(offset);
  }

  #addRegions(bytes: Uint8Array, at: number, most: number, offset: number): void {
    const complaint = addOldRegions(this.#map, bytes, at, most);
    if (complaint !== null) throw corruptTar(this.#place, offset, complaint);
  }

  #endSparse(offset: number): number {
    const complaint = missingRegions(this.#map, this.member.storedSize);
    if (complaint !== null) throw corruptTar(this.#place, offset, complaint);
    this.#forget();
    return STEP.member;
  }

  /** The block that holds the names is gone when the extension blocks have been read. */
  #keepNames(): void {
    for (const slice of [this.member.name, this.member.link]) {
      const copy = slice.bytes.slice(slice.start, slice.end);
      setSlice(slice, copy, 0, copy.length);
    }
  }

  #forget(): void {
    this.#memberStart = -1;
    this.#pendingBytes = 0;
    this.#longName = null;
    this.#longLink = null;
    this.#records = null;
  }
}

function setSlice(slice: ByteSlice, bytes: Uint8Array, start: number, end: number): void {
  slice.bytes = bytes;
  slice.start = start;
  slice.end = end;
}

function fieldEnd(bytes: Uint8Array, start: number, length: number): number {
  let end = start;
  while (end < start + length && bytes[end] !== 0) end++;
  return end;
}

function untilNul(bytes: Uint8Array): Uint8Array {
  const nul = bytes.indexOf(0);
  return nul < 0 ? bytes : bytes.subarray(0, nul);
}

/** `ustar\0`: only then is the prefix a prefix; GNU's `ustar ` keeps times there. */
function isUstar(bytes: Uint8Array, at: number): boolean {
  const magic = at + FIELD.magic[0];
  return (
    bytes[magic] === 0x75 && bytes[magic + 1] === 0x73 && bytes[magic + 4] === 0x72 && bytes[magic + 5] === 0
  );
}
