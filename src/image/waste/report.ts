import type { Bytes, Count, FilesAndBytes } from '../../core/bytes.ts';

/** Hidden bytes by cause; the sum of the causes is all that is hidden. */
export interface HiddenBytes {
  /** Hidden by whiteouts. */
  readonly deleted: Bytes;
  /** Hidden by what a later layer stores at the same path, or in place of a directory above it. */
  readonly overwritten: Bytes;
  /** Part of `overwritten`: the same bytes were stored again. */
  readonly identical: Bytes;
  /** Hidden by opaque directories. */
  readonly opaque: Bytes;
  /** Hidden by a further entry of the same path in the same layer. */
  readonly duplicateNames: Bytes;
}

/** Why a stored body is not in the final tree. */
export type WasteCause = 'deleted' | 'overwritten' | 'opaque' | 'duplicate-name';

/** What else than content a rewrite changed. */
export type MetadataChange = 'mode' | 'owner' | 'times' | 'xattrs';

/** One stored body that the final tree does not show. */
export interface WasteEvent {
  readonly storedIn: Count;
  readonly hiddenBy: Count;
  readonly cause: WasteCause;
  /** The replacement has the same bytes; null: not compared. */
  readonly identical: boolean | null;
  /** True when `identical` rests on size, time and sampled blocks because the limit for reading was reached. */
  readonly sampled: boolean;
  /** What an identical rewrite changed; null for all else. */
  readonly changed: readonly MetadataChange[] | null;
  readonly bytes: Bytes;
}

/** All waste at one path. */
export interface WastePath {
  readonly path: string;
  readonly bytes: Bytes;
  readonly times: Count;
  readonly events: readonly WasteEvent[];
}

/** Bytes that one layer stored and another hid: a cell of the matrix. */
export interface WasteCell extends FilesAndBytes, HiddenBytes {
  readonly storedIn: Count;
  readonly hiddenBy: Count;
}

/** Identical rewrites that changed the same of their metadata. */
export interface IdenticalRewrites extends FilesAndBytes {
  /** Empty: nothing at all changed. */
  readonly changed: readonly MetadataChange[];
}

/** How sure it is which rewrites are identical: all rewrites, in three parts. */
export interface ComparisonReport {
  /** Most bytes of content that comparing may look at. */
  readonly limitBytes: Bytes;
  /** Certain: sizes differ, or contents or fingerprints were compared. */
  readonly exact: FilesAndBytes;
  /** Beyond the limit: size, time and sampled blocks agree. */
  readonly sampled: FilesAndBytes;
  /** Not known; they do not count as identical. */
  readonly unknown: FilesAndBytes;
}

/** Everything that layers hide of each other. */
export interface WasteReport extends HiddenBytes {
  readonly bytes: Bytes;
  /** Those with the most hidden bytes, ranked. */
  readonly paths: readonly WastePath[];
  /** Paths with hidden bytes, in all. */
  readonly pathCount: Count;
  /** Which layer's bytes which layer hides; by storing layer, then by hiding layer. */
  readonly matrix: readonly WasteCell[];
  /** What `identical` is made of, most bytes first. */
  readonly identicalRewrites: readonly IdenticalRewrites[];
  readonly comparison: ComparisonReport;
}
