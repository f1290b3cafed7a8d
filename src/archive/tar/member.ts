import { nameText } from '../../core/byte-text.ts';

/** What a tar member is. Numbers, because a million of them are kept in a typed array. */
export const MEMBER = {
  file: 0,
  directory: 1,
  symlink: 2,
  hardlink: 3,
  charDevice: 4,
  blockDevice: 5,
  fifo: 6,
  other: 7,
} as const;

/** One of {@link MEMBER}. */
export type MemberType = (typeof MEMBER)[keyof typeof MEMBER];

const NO_BYTES = new Uint8Array(0);

/** A slice of bytes that is valid only while its member is being visited. */
export interface ByteSlice {
  bytes: Uint8Array;
  start: number;
  end: number;
}

/** A slice as text, see nameText. */
export function sliceText({ bytes, start, end }: ByteSlice): string {
  return nameText(bytes.subarray(start, end));
}

/**
 * One tar member with its long names and pax records applied.
 * A single object is filled again and again: a visitor that keeps anything copies it.
 */
export interface TarMember {
  readonly name: ByteSlice;
  readonly link: ByteSlice;
  type: MemberType;
  /** Logical size in bytes: of a sparse file, with its holes. */
  size: number;
  /** Bytes of body that follow in the tar, without padding. */
  storedSize: number;
  /** Permission bits with setuid, setgid and sticky. */
  mode: number;
  uid: number;
  gid: number;
  /** Seconds since 1970, with a fraction where pax has one. */
  mtime: number;
  /** Where the member begins in the tar: its first long-name or pax header. */
  headerOffset: number;
  /** Where the body begins in the tar. */
  bodyOffset: number;
  /** True when the stored body is not simply the content. */
  isSparse: boolean;
  /** Hash of the extended attributes; 0 for none. */
  xattrHash: number;
}

/** A member to be filled. */
export function emptyMember(): TarMember {
  return {
    name: emptySlice(),
    link: emptySlice(),
    type: MEMBER.file,
    size: 0,
    storedSize: 0,
    mode: 0,
    uid: 0,
    gid: 0,
    mtime: 0,
    headerOffset: 0,
    bodyOffset: 0,
    isSparse: false,
    xattrHash: 0,
  };
}

function emptySlice(): ByteSlice {
  return { bytes: NO_BYTES, start: 0, end: 0 };
}

/** Is told of the members of one tar, in order. */
export interface MemberVisitor {
  /** Called once a member; the object is reused. */
  member(member: TarMember): void;
}
