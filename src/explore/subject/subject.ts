import type { NameTree } from '../../image/index/name-tree.ts';
import type { Tone } from '../layout/line.ts';

/** Which tree is shown: what one layer did, what is there after it, or what is there in the end. A context has only `final`. */
export type ViewName = 'layer' | 'upTo' | 'final';

/** What a state counts as when states are hidden by key. */
export type StateGroup = 'added' | 'removed' | 'modified' | 'unmodified';

/** How a state of a path is shown: never by its colour alone. */
export interface StateStyle {
  readonly letter: string;
  readonly tone: Tone;
  readonly group: StateGroup;
  readonly word: string;
}

/** A tree as one view shows it, in columns by the node numbers of the subject's names. */
export interface SubjectTree {
  /** Place in the subject's `states`; 0 for what the view does not show. */
  readonly state: Uint8Array;
  /** Bytes of the node and all below it; of what was removed, what it was. */
  readonly bytes: (node: number) => number;
  readonly layer: (node: number) => number | null;
  /** True where something below is not as it was before. */
  readonly hasChangesBelow: (node: number) => boolean;
  readonly children: (node: number, order: 'name' | 'size') => Int32Array;
  readonly childCount: (node: number) => number;
  readonly facts: (node: number) => NodeFacts;
}

/** What one row of a tree says about its path, before escaping. */
export interface NodeFacts {
  readonly type: 'file' | 'directory' | 'symlink' | 'hardlink' | 'device' | 'fifo';
  /** Where a link leads. */
  readonly target: string | null;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
}

/** One line of the layers pane. */
export interface LayerRow {
  readonly index: number;
  /** On one line, as the history has it, not escaped. */
  readonly instruction: string;
  readonly storedBytes: number;
  /** What the layer makes the tree grow by. */
  readonly changeBytes: number;
  readonly wastedBytes: number;
  readonly isBase: boolean;
}

/** One line of the waste pane. */
export interface WasteRow {
  readonly node: number;
  readonly bytes: number;
  readonly times: number;
  readonly storedIn: number;
  readonly hiddenBy: number;
  /** In one or two words. */
  readonly cause: string;
}

/** One line of details before it is wrapped; control characters are escaped when it is laid out. */
export interface DetailLine {
  readonly text: string;
  readonly tone?: Tone;
  readonly indent?: number;
  /** Cut at the end instead of wrapped: its columns mean something. */
  readonly isLaidOut?: boolean;
}

/** Where the content of a file can be read. */
export interface OpenRequest {
  readonly node: number;
  readonly view: ViewName;
  readonly layer: number;
}

/** A file that can be read. */
export interface FileContent {
  readonly path: string;
  /** What the viewer calls it. */
  readonly title: string;
  readonly size: number;
  readonly pieces: () => AsyncIterable<Uint8Array>;
}

/** What is explored: an image or a build context, as numbered nodes; node 0 is the root. */
export interface Subject {
  readonly kind: 'image' | 'context';
  /** Facts for the first line. */
  readonly title: string;
  readonly names: NameTree;
  /** Empty for a context. */
  readonly layers: readonly LayerRow[];
  readonly waste: readonly WasteRow[];
  readonly states: readonly StateStyle[];
  readonly tree: (view: ViewName, layer: number) => SubjectTree;
  /** `width` is that of the pane. */
  readonly describeNode: (
    view: ViewName,
    layer: number,
    node: number,
    width: number,
  ) => readonly DetailLine[];
  readonly describeLayer: (layer: number) => readonly DetailLine[];
  /** The content of a file as a view shows it. Throws a PlimsollError where there is none. */
  readonly content: (request: OpenRequest) => FileContent;
}
