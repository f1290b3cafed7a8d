import type { FileRange } from './file-range.ts';
import type { PassedMembers } from './store/read-members.ts';

/** Remembers archives that are compressed as a whole, so that a second look need not unpack them. */
export interface ArchiveMemory<Index> {
  /** The place of a file in the memory. */
  of(file: FileRange, path: string): ArchiveRecord<Index>;
}

/** What is, or will be, remembered of one file. */
export interface ArchiveRecord<Index> {
  /** The members of exactly these bytes; null where nothing is known of them. `onBytes` is told of bytes that are read to make sure. */
  recall(onBytes: (count: number) => void): Promise<PassedMembers<Index> | null>;
  /** Keeps the members of the file; `digest` is the sha256 of what they were read from. */
  remember(digest: string, members: PassedMembers<Index>): void;
}
