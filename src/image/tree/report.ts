import type { Bytes, Count } from '../../core/bytes.ts';
import type { ReportHead } from '../../core/report.ts';
import type { ArchiveFact, ImageEntry, ImageFact } from '../report.ts';
import type { WasteCause } from '../waste/report.ts';
import type { PathState } from './view.ts';

/** Which tree it is. */
export interface TreeViewFact {
  /** `final`: what the image shows in the end; `up-to`: what it shows after a layer; `layer`: what that layer did. */
  readonly kind: 'final' | 'up-to' | 'layer';
  /** Null for the final tree. */
  readonly layer: Count | null;
  /** What made the layer. */
  readonly instruction: string | null;
}

/** What a tree, or a part of it, weighs. */
export interface TreeWeight {
  /**
   * Bytes that are there; each body counts once, and in the view of a layer only what that layer stores. Of what is removed, the bytes
   * that are hidden with it.
   */
  readonly bytes: Bytes;
  /** Bodies that these bytes are. */
  readonly files: Count;
  /** Stored bytes that are hidden: in the end; after the layer; or, in the view of a layer, by it. */
  readonly hiddenBytes: Bytes;
  readonly hiddenFiles: Count;
}

/** Hidden bytes at or below a path that have one history. */
export interface HiddenShare {
  readonly storedIn: Count;
  readonly hiddenBy: Count;
  readonly cause: WasteCause;
  /** Stored again with the same bytes; null: not compared. */
  readonly identical: boolean | null;
  readonly files: Count;
  readonly bytes: Bytes;
}

/** One path of a tree, after its directory. */
export interface TreeEntry extends TreeWeight {
  readonly path: string;
  /** The exact name, when it is not UTF-8. */
  readonly pathBase64?: string;
  /** 0 for the path that was asked for. */
  readonly depth: Count;
  /** Against the layers below; `unchanged` for everything in the final tree. */
  readonly state: PathState;
  readonly type: ImageEntry['type'];
  readonly mode: Count;
  readonly uid: Count;
  readonly gid: Count;
  /** RFC 3339; null for a directory that no layer lists, and for a time that no calendar has. */
  readonly modified: string | null;
  readonly linkTarget: string | null;
  /** The layer whose entry it is. */
  readonly layer: Count;
  /** Paths right below it. */
  readonly children: Count;
  /** What of its children the list leaves out; null: nothing. */
  readonly left: (Pick<TreeWeight, 'bytes' | 'hiddenBytes'> & { readonly children: Count }) | null;
  /** Who stored and who hid the hidden bytes, most first; null unless asked for. */
  readonly waste: readonly HiddenShare[] | null;
}

/** The tree of an image, or a part of it. */
export interface TreeReport extends ReportHead<'tree'> {
  readonly archive: ArchiveFact;
  readonly image: ImageFact;
  readonly view: TreeViewFact;
  /** The path that was asked for, links in it followed; `.` is the root. */
  readonly path: string;
  /** Of that path and all below. */
  readonly totals: TreeWeight;
  /** Only paths with hidden bytes are listed. */
  readonly wasteOnly: boolean;
  readonly entries: readonly TreeEntry[];
}
