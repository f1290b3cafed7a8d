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

/** A slice of bytes that is valid only while its member is being visited. */
export interface ByteSlice {
  bytes: Uint8Array;
  start: number;
  end: number;
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

/** Is told of the members of one tar, in order. */
export interface MemberVisitor {
  /** Called once a member; the object is reused. */
  member(member: TarMember): void;
}
