import type { AttachmentFact, Compression, Platform } from '../archive/facts.ts';
import type { Bytes, Count, FilesAndBytes } from '../core/bytes.ts';
import type { ReportHead } from '../core/report.ts';
import type { BaseReport, OwnTotals } from './base/report.ts';
import type { DiveFigures } from './dive/report.ts';
import type { DuplicateGroup, DuplicateTotals } from './duplicates/report.ts';
import type { SavingsReport } from './rules/report.ts';
import type { WasteReport } from './waste/report.ts';

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

/** stored = visible + hidden, always. */
export interface Accounting {
  readonly storedBytes: Bytes;
  readonly visibleBytes: Bytes;
  readonly hiddenBytes: Bytes;
  readonly balances: boolean;
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

/** What the containerd image store shows of an image that it has unpacked. */
export interface StoreSizes {
  /** Config, layers as stored, and the manifest where the archive has one: `CONTENT SIZE`. */
  readonly contentBytes: Bytes;
  /** The same and the layers unpacked, in blocks of 4,096 bytes: `DISK USAGE`. */
  readonly diskBytes: Bytes;
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
  /** Null unless asked for. */
  readonly stores: { readonly containerd: StoreSizes } | null;
  readonly compat: { readonly dive: DiveFigures };
  /** The largest files of the final tree. */
  readonly largestFiles: readonly { readonly path: string; readonly bytes: Bytes; readonly layer: Count }[];
  /** The final tree; null unless asked for. */
  readonly entries: readonly ImageEntry[] | null;
}
