import type { Platform } from '../archive/facts.ts';
import type { Bytes, Count } from '../core/bytes.ts';
import type { ReportHead } from '../core/report.ts';

/**
 * A signed number of bytes or things.
 * @asType integer
 */
export type Signed = number;

/** One number on both sides; null where a side does not know it. */
export interface Delta {
  readonly unit: 'bytes' | 'count' | 'ratio';
  readonly before: number | null;
  readonly after: number | null;
  /** after - before. */
  readonly delta: number | null;
}

/** Bytes on both sides. */
export interface BytesDelta {
  readonly before: Bytes;
  readonly after: Bytes;
  /** after - before. */
  readonly delta: Signed;
}

/** One of the two things that are compared. */
export interface DiffSide {
  readonly kind: 'archive' | 'saved-report' | 'directory' | 'revision';
  /** As the caller named it; null from standard input. */
  readonly source: string | null;
  /** What people call it: the first tag, the directory, the revision. */
  readonly name: string;
  /** The image's ID, the revision's commit; null for a directory. */
  readonly id: string | null;
  /** Null for a context. */
  readonly platform: Platform | null;
  readonly created: string | null;
  /** Layers from the bottom that are the base image's; null where nobody knows, and for a context. */
  readonly baseLayers: Count | null;
}

/** A layer of one side. */
export interface LayerSide {
  readonly index: Count;
  readonly diffId: string | null;
  readonly instruction: string | null;
  readonly fileBytes: Bytes;
  readonly blobBytes: Bytes;
  readonly wastedBytes: Bytes;
  readonly files: Count;
}

/** A layer and what became of it. */
export interface LayerDelta {
  readonly state: 'same' | 'changed' | 'added' | 'removed';
  /** What the two were recognised by; null where there is only one. */
  readonly by: 'diff-id' | 'instruction' | 'content' | null;
  readonly before: LayerSide | null;
  readonly after: LayerSide | null;
  /** Of the file bytes. */
  readonly delta: Signed;
  /** Of the bytes as stored. */
  readonly blobDelta: Signed;
}

/** Stored file bytes of the base image and of one's own layers. */
export interface Growth {
  readonly base: BytesDelta;
  readonly own: BytesDelta;
}

/**
 * What became of a path. `modified`: its content, type or link target; `metadata`: only mode, owner, attributes, or which name holds a
 * body with several; `touched`: only its times; `moved`: equal content at another path; `uncompared`: equal sizes, but the contents could not
 * be compared.
 */
export type PathState = 'added' | 'removed' | 'modified' | 'metadata' | 'touched' | 'moved' | 'uncompared';

/** What differs at a path that both sides have. */
export type PathChange = 'content' | 'type' | 'target' | 'mode' | 'owner' | 'xattrs' | 'links' | 'times';

/** Paths of one state and their bytes on both sides; a move counts once. */
export interface PathTally extends BytesDelta {
  /** Files, further names of a file among them. */
  readonly files: Count;
  /** Directories, symbolic links, devices, pipes. */
  readonly others: Count;
}

/** What stands at a path on one side; null where that is not known. */
export interface PathSide {
  readonly type: 'file' | 'directory' | 'symlink' | 'hardlink' | 'device' | 'fifo' | 'other';
  readonly bytes: Bytes;
  readonly mode: Count | null;
  readonly uid: Count | null;
  readonly gid: Count | null;
  readonly linkTarget: string | null;
  /** The layer that stores it; null in a context. */
  readonly layer: Count | null;
  /** The instruction that made that layer. */
  readonly instruction: string | null;
}

/** One path that differs. */
export interface PathDelta {
  readonly path: string;
  /** The exact name, when it is not UTF-8. */
  readonly pathBase64?: string;
  readonly state: PathState;
  /** Where it was before it moved, else null. */
  readonly from: string | null;
  /** Empty for a path that only one side has. */
  readonly changed: readonly PathChange[];
  readonly before: PathSide | null;
  readonly after: PathSide | null;
  readonly delta: Signed;
}

/** A directory with all that is below it. */
export interface DirectoryDelta extends BytesDelta {
  readonly path: string;
}

/** Everything about paths. */
export interface PathsReport {
  /** By state; the deltas add up to the difference of the visible (or sent) bytes. */
  readonly states: Readonly<Record<PathState | 'unchanged', PathTally>>;
  /** The filter in force: one `key=value` a condition. */
  readonly filter: readonly string[];
  /** How many differing paths pass the filter, those of which nothing but times differ only when it names their state; the list below is cut. */
  readonly matching: { readonly paths: Count; readonly delta: Signed };
  /** Largest change first. */
  readonly list: readonly PathDelta[];
  /** Where bytes came and went; a directory is left out when one thing inside explains it. Largest change first. */
  readonly directories: readonly DirectoryDelta[];
}

/** One setting that differs. */
export interface ConfigDelta {
  /** `Env`, `Entrypoint`, `User`, `Labels`, `platform`, `ignoreFile`, ... */
  readonly field: string;
  /** The name inside the field: of a variable, a label, a port; null where the field is one value. */
  readonly name: string | null;
  readonly state: 'added' | 'removed' | 'changed';
  /** The value; null where there was none, and for environment variables, whose values may be secret. */
  readonly before: string | null;
  readonly after: string | null;
}

/** A step of the history that only one side has. */
export interface HistoryDelta {
  readonly state: 'added' | 'removed';
  /** In its own image's history. */
  readonly index: Count;
  readonly instruction: string;
  /** As `docker history` counts. */
  readonly size: Bytes;
}

/** What differs between two images or two build contexts. */
export interface DiffReport extends ReportHead<'diff'> {
  readonly of: 'image' | 'context';
  readonly before: DiffSide;
  readonly after: DiffSide;
  /** Nothing differs: layers, paths (their times included), configuration, history. */
  readonly same: boolean;
  /** Every total by its name in the report of one side. */
  readonly totals: { readonly [name: string]: Delta };
  /** Null where a side's base is not known, and for contexts. */
  readonly growth: Growth | null;
  /** In the order of the later image, those that are gone where they stood; empty for contexts. */
  readonly layers: readonly LayerDelta[];
  /** Null when a side is a saved report without a list of its paths. */
  readonly paths: PathsReport | null;
  readonly config: readonly ConfigDelta[];
  readonly history: readonly HistoryDelta[];
}
