import type { Bytes, Count } from '../core/bytes.ts';
import type { ReportHead } from '../core/report.ts';

/** How a blob is compressed, told by its first bytes. */
export type Compression = 'none' | 'gzip' | 'zstd';

/** A manifest beside the images that holds no file system of its own. */
export interface AttachmentFact {
  /** `attestation`: provenance, SBOMs and the like about an image; `artifact`: charts, signatures, policies and all else. */
  readonly kind: 'attestation' | 'artifact';
  readonly digest: string;
  /** What its manifest or descriptor calls it. */
  readonly type: string;
}

/** The file, stream or directory that was read. */
export interface ArchiveFact {
  /** Null from standard input. */
  readonly path: string | null;
  /** `docker-archive` whenever manifest.json is there; `dir` is skopeo's. */
  readonly format: 'docker-archive' | 'oci-archive' | 'oci-layout' | 'dir';
  readonly compression: Compression;
  /** All bytes of the file or stream; of a directory, of the blobs used. */
  readonly bytes: Bytes;
  /** Manifests without a file system, in the order of index.json. */
  readonly attachments: readonly AttachmentFact[];
}

/** A platform as image configs name it. */
export interface Platform {
  readonly os: string | null;
  readonly architecture: string | null;
  readonly variant: string | null;
}

/** Which image of the archive this is. */
export interface ImageFact {
  /** Digest of the config. */
  readonly id: string;
  /**
   * The ID that docker shows. From an engine with the containerd image store, and from an archive that only such an engine
   * loads (no manifest.json), it is the digest of the index or manifest that the tag names; else it is `id`.
   */
  readonly engineId: string;
  readonly manifestDigest: string | null;
  readonly tags: readonly string[];
  readonly platform: Platform;
  readonly created: string | null;
  /** The config's `config` object (Env, Entrypoint, Labels, ...), as found. */
  readonly config: { readonly [key: string]: unknown } | null;
}

/** Sums over all layers. */
export interface ImageTotals {
  readonly layers: Count;
  readonly entries: Count;
  readonly fileBytes: Bytes;
  readonly tarBytes: Bytes;
  readonly blobBytes: Bytes;
  /** File bodies of the final tree. */
  readonly visibleFiles: Count;
  /** Names of every type in the final tree. */
  readonly visiblePaths: Count;
  readonly visibleBytes: Bytes;
  readonly wastedBytes: Bytes;
  /** visibleBytes / fileBytes; 1 for an image without files. */
  readonly efficiency: number;
}

/**
 * How the base was found: `layers`, `archive`, `image` (another one of the same archive) are certain. The rest is read from the history: a
 * CMD or ENTRYPOINT below other layers, a change of `builder`, a break in the `time`s. `none`: all layers count as own.
 */
export type BaseOrigin = 'layers' | 'archive' | 'image' | 'command' | 'builder' | 'time' | 'none';

/** The layers that are not ours to blame. */
export interface BaseReport {
  /** Layers of the base, from the bottom. */
  readonly layers: Count;
  readonly origin: BaseOrigin;
  /** As it was given, or as the label `org.opencontainers.image.base.name` says. */
  readonly name: string | null;
  /** The label `org.opencontainers.image.base.digest`. */
  readonly digest: string | null;
}

/** Sums over the layers above the base; `stored` and `wasted` count what these layers store. */
export interface OwnTotals {
  readonly layers: Count;
  readonly entries: Count;
  readonly fileBytes: Bytes;
  readonly tarBytes: Bytes;
  readonly blobBytes: Bytes;
  /** Of the bytes they store, those that remain visible. */
  readonly visibleBytes: Bytes;
  /** Of the bytes they store, those that the final image hides; in all, then by cause. */
  readonly wastedBytes: Bytes;
  readonly deleted: Bytes;
  readonly overwritten: Bytes;
  /** Part of `overwritten`. */
  readonly identical: Bytes;
  readonly opaque: Bytes;
  readonly duplicateNames: Bytes;
  /** Bytes of the base that they hide. */
  readonly hidesBaseBytes: Bytes;
  /** visibleBytes / fileBytes; 1 without files. */
  readonly efficiency: number;
}

/** Some files and their bytes. */
export interface FilesAndBytes {
  readonly files: Count;
  readonly bytes: Bytes;
}

/** One layer, base first. */
export interface LayerReport {
  readonly index: Count;
  /** Of the blob as stored; null where the archive does not say and nobody asked to compute it. */
  readonly digest: string | null;
  readonly diffId: string | null;
  readonly mediaType: string | null;
  readonly compression: Compression;
  /**
   * `plain-index`: by its headers, bodies passed over; `toc`: by the table of contents of an eStargz or zstd:chunked blob;
   * `decompressed`: unpacked. Null for a layer that is not in the archive.
   */
  readonly readAs: 'plain-index' | 'toc' | 'decompressed' | null;
  readonly blobBytes: Bytes;
  /** Length of the uncompressed layer tar. */
  readonly tarBytes: Bytes;
  /** Sum over the regular-file entries. */
  readonly fileBytes: Bytes;
  /** Members of the layer as tar lists them. */
  readonly entries: Count;
  readonly files: Count;
  readonly directories: Count;
  readonly symlinks: Count;
  readonly hardlinks: Count;
  readonly whiteouts: Count;
  readonly opaqueDirectories: Count;
  /** Null when no history entry belongs to it. */
  readonly historyIndex: Count | null;
  /** The cleaned instruction. */
  readonly instruction: string | null;
  readonly createdBy: string | null;
  /** Files at paths that no lower layer shows. */
  readonly added: FilesAndBytes;
  /** Files that replace a lower one with other content. */
  readonly modified: FilesAndBytes;
  /** Files that store a lower one's bytes again. */
  readonly identical: FilesAndBytes;
  /** Bodies of lower layers that whiteouts and opaque directories of this layer hide. */
  readonly removed: FilesAndBytes;
  /** Of the bytes this layer stores, those that the final image hides. */
  readonly wastedBytes: Bytes;
  /** Of the bytes this layer stores, those that remain visible in the end. */
  readonly visibleBytes: Bytes;
  /** Bytes of lower layers that this layer hides. */
  readonly hidesBytes: Bytes;
  /** Digest and diff ID agree; null: not checked. */
  readonly verified: boolean | null;
}

/** One history entry, oldest first. */
export interface HistoryReport {
  readonly index: Count;
  readonly layer: Count | null;
  /** True when the entry made no layer. */
  readonly empty: boolean;
  readonly created: string | null;
  readonly createdBy: string;
  readonly comment: string;
  readonly author: string;
  readonly instruction: string;
  /** As `docker history` counts. */
  readonly size: Bytes;
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
export interface WasteCell {
  readonly storedIn: Count;
  readonly hiddenBy: Count;
  readonly files: Count;
  readonly bytes: Bytes;
  readonly deleted: Bytes;
  readonly overwritten: Bytes;
  /** Part of `overwritten`. */
  readonly identical: Bytes;
  readonly opaque: Bytes;
  readonly duplicateNames: Bytes;
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

/** Hidden bytes by cause; `identical` is part of `overwritten`. */
export interface WasteReport {
  readonly bytes: Bytes;
  readonly deleted: Bytes;
  readonly overwritten: Bytes;
  readonly identical: Bytes;
  readonly opaque: Bytes;
  readonly duplicateNames: Bytes;
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

/** One cure, and what it saves beyond all that stand before it in the list. */
export interface SavingReport {
  readonly layer: Count | null;
  readonly instruction: string | null;
  /** The finding that the cure is from. */
  readonly rule: string;
  /** Every rule that fires on these bytes. */
  readonly rules: readonly string[];
  readonly bytes: Bytes;
  readonly cure: string | null;
  /** Where the instruction stands in the Dockerfile that was given; else null. */
  readonly file: string | null;
  readonly line: Count | null;
}

/** What could be saved. Every stored byte counts once, however many rules fire on it. */
export interface SavingsReport {
  /** By cures in own layers; the sum of the list. */
  readonly avoidableBytes: Bytes;
  /** Stored bytes that would remain: totals.fileBytes less avoidableBytes. */
  readonly remainingBytes: Bytes;
  /** Further bytes that only another base would save. */
  readonly baseBytes: Bytes;
  /** Hidden bytes of package databases, which nobody can avoid. */
  readonly unavoidableBytes: Bytes;
  /** Most bytes first. */
  readonly list: readonly SavingReport[];
}

/** stored = visible + hidden, always. */
export interface Accounting {
  readonly storedBytes: Bytes;
  readonly visibleBytes: Bytes;
  readonly hiddenBytes: Bytes;
  readonly balances: boolean;
}

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

/** dive's own figures, computed as dive does. */
export interface DiveFigures {
  readonly sizeBytes: Bytes;
  readonly userSizeBytes: Bytes;
  readonly wastedBytes: Bytes;
  /** A ratio, as dive has it; null where dive has NaN or infinity (no layer above the first). */
  readonly userWastedPercent: number | null;
  readonly efficiency: number;
}

/** One path of the final tree. */
export interface ImageEntry {
  readonly path: string;
  /** The exact name, when it is not UTF-8. */
  readonly pathBase64?: string;
  readonly type: 'file' | 'directory' | 'symlink' | 'hardlink' | 'device' | 'fifo';
  readonly bytes: Bytes;
  readonly mode: Count;
  readonly uid: Count;
  readonly gid: Count;
  readonly linkTarget: string | null;
  /** The layer whose entry it is; null for a directory that no layer lists. */
  readonly layer: Count | null;
}

/** What an image is made of. */
export interface ImageReport extends ReportHead<'image'> {
  readonly archive: ArchiveFact;
  readonly image: ImageFact;
  readonly totals: ImageTotals;
  readonly base: BaseReport;
  readonly own: OwnTotals;
  readonly layers: readonly LayerReport[];
  readonly history: readonly HistoryReport[];
  readonly waste: WasteReport;
  readonly accounting: Accounting;
  readonly savings: SavingsReport;
  /** Most extra bytes first; null unless asked for. */
  readonly duplicates: readonly DuplicateGroup[] | null;
  /** Null unless asked for. */
  readonly duplicateTotals: DuplicateTotals | null;
  readonly compat: { readonly dive: DiveFigures };
  /** The largest files of the final tree. */
  readonly largestFiles: readonly { readonly path: string; readonly bytes: Bytes; readonly layer: Count }[];
  /** The final tree; null unless asked for. */
  readonly entries: readonly ImageEntry[] | null;
}
