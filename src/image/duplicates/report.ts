import type { Bytes, Count, FilesAndBytes } from '../../core/bytes.ts';

/** Files of the final tree with equal content; names of one body (hard links) are one file. */
export interface DuplicateGroup {
  /** sha256 of the content. */
  readonly digest: string;
  /** Size of one copy. */
  readonly bytes: Bytes;
  readonly copies: Count;
  /** Of all copies but one. */
  readonly extraBytes: Bytes;
  /** In path order; as many as ranked lists are long. */
  readonly paths: readonly string[];
}

/** Groups of equal files in numbers; files that share only their size with another one do not count. */
export interface DuplicateTotals {
  readonly groups: Count;
  /** Files in all groups. */
  readonly copies: Count;
  /** What is stored more than once. */
  readonly extraBytes: Bytes;
  /** Smaller files were not looked at. */
  readonly floorBytes: Bytes;
  /** Most bytes that looking may read. */
  readonly limitBytes: Bytes;
  /** Files with the size of another one that were not compared: the limit was reached, or they are stored sparse. */
  readonly unknown: FilesAndBytes;
}
