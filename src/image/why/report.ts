import type { Bytes, Count } from '../../core/bytes.ts';
import type { ReportHead } from '../../core/report.ts';
import type { ArchiveFact, ImageEntry, ImageFact } from '../report.ts';
import type { MetadataChange } from '../waste/report.ts';

/** What a path is, as one layer's entry has it. */
export interface PathForm {
  readonly type: ImageEntry['type'];
  /** Size of the body, also of a hard link's. */
  readonly bytes: Bytes;
  readonly mode: Count;
  readonly uid: Count;
  readonly gid: Count;
  /** RFC 3339; null for a time that no calendar has. */
  readonly modified: string | null;
  /** Of a symlink its text, of a hard link the path that it names. */
  readonly linkTarget: string | null;
}

/**
 * One thing that a layer did to a path. `added`: nothing was there below. `rewritten`: it replaces what was there. `implied`: a directory
 * that the layer does not list, but has something below. `removed`: the path is gone.
 */
export interface PathHistoryEvent {
  readonly layer: Count;
  /** What made the layer. */
  readonly instruction: string | null;
  readonly event: 'added' | 'rewritten' | 'implied' | 'removed';
  /** What the path is from now on; null where the layer has no entry for it. */
  readonly form: PathForm | null;
  /** Of a rewrite: another type than before. */
  readonly typeChanged: boolean;
  /** Of a rewrite: the same bytes again; null: not compared, or no bytes. */
  readonly identical: boolean | null;
  /** Of a rewrite: what changed beside the bytes. */
  readonly changed: readonly MetadataChange[];
  /**
   * Of a removal: by a whiteout of the path or of a directory above it, because a directory above it is opaque, or because something
   * that is no directory stands where one stood above it.
   */
  readonly cause: 'whiteout' | 'opaque' | 'replaced' | null;
  /** Of a removal: the path that the whiteout names, that is opaque, or that was replaced. */
  readonly by: string | null;
  /** Bytes of lower layers at this very path that no path shows any more because of it. */
  readonly hiddenBytes: Bytes;
}

/** What one layer has at a directory and below it. */
export interface LayerShare {
  readonly layer: Count;
  readonly instruction: string | null;
  /** Files that it stores there, and their bytes. */
  readonly files: Count;
  readonly storedBytes: Bytes;
  /** Of these bytes, those that remain visible in the end. */
  readonly visibleBytes: Bytes;
  /** Bytes of lower layers there that it hides. */
  readonly hidesBytes: Bytes;
}

/** The whole life of one path. */
export interface PathHistory {
  /** As it was asked for. */
  readonly asked: string;
  /** The path itself, links to directories followed; of a path that no layer has, as it was asked for. */
  readonly path: string;
  /** The exact name, when it is not UTF-8. */
  readonly pathBase64?: string;
  /** In the final tree; removed by a layer; or in no layer at all. */
  readonly state: 'present' | 'removed' | 'never';
  /** What it is, or was at last. */
  readonly form: PathForm | null;
  /** In the final tree: bytes at the path and below it, each body once. */
  readonly bytes: Bytes;
  readonly files: Count;
  /** Stored bytes at the path and below it that are hidden in the end. */
  readonly hiddenBytes: Bytes;
  readonly hiddenFiles: Count;
  /** Other paths of the final tree that show the same body (hard links). */
  readonly otherNames: readonly string[];
  /** Oldest first; empty for a path that no layer has. */
  readonly events: readonly PathHistoryEvent[];
  /** Of a directory: what each layer has there; empty for all else. */
  readonly layers: readonly LayerShare[];
  /** Of a path that no layer has: one that was perhaps meant. */
  readonly nearest: string | null;
}

/** The lives of paths over the layers of an image. */
export interface WhyReport extends ReportHead<'why'> {
  readonly archive: ArchiveFact;
  readonly image: ImageFact;
  /** In the order in which they were asked for. */
  readonly paths: readonly PathHistory[];
}
