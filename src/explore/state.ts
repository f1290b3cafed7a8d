import type { Pane } from './keys/key-map.ts';
import type { KeyName } from './keys/keys.ts';
import type { Filter } from './search/filter.ts';
import type { MatchMode } from './search/matcher.ts';
import type { Scan } from './search/scan.ts';
import type { OpenRequest, StateGroup, ViewName } from './subject/subject.ts';
import type { Outline } from './tree/outline.ts';
import type { Order, ShownTree } from './tree/shown-tree.ts';
import type { Viewer } from './viewer/viewer.ts';

/** A place in a list: the row with the cursor, and the first row on screen. */
export interface Scroll {
  readonly row: number;
  readonly top: number;
}

/** A tree on screen. */
export interface TreePane extends Scroll {
  readonly shown: ShownTree;
  readonly outline: Outline;
}

/** A filter that is in force, or about to be: its text is sought in steps. */
export interface ActiveFilter {
  readonly source: string;
  readonly mode: MatchMode;
  readonly filter: Filter;
  readonly scan: Scan | null;
}

/** A search whose matches `n` and `N` visit. */
interface Search {
  readonly scan: Scan;
  /** Where the cursor was when the search began. */
  readonly origin: number;
  /** Matches that the tree on screen has; counted when all paths have been looked at. */
  readonly shown: number | null;
}

/** A line that is being typed. */
export interface Prompt {
  readonly kind: 'search' | 'filter' | 'viewer-search';
  readonly text: string;
  readonly mode: MatchMode;
  /** What is wrong with it so far. */
  readonly complaint: string | null;
  /** The filter to go back to. */
  readonly before: ActiveFilter | null;
}

/** A question that one key answers. */
export type Question = 'export';

/** Work outside of the state: the loop does it and tells the result as an event. */
export type Effect =
  | { readonly kind: 'quit' }
  | { readonly kind: 'suspend' }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'open'; readonly request: OpenRequest }
  | { readonly kind: 'save'; readonly request: OpenRequest }
  | { readonly kind: 'export'; readonly format: 'ndjson' | 'markdown' };

/** A sentence in the last line. */
interface Message {
  readonly text: string;
  readonly isError: boolean;
}

/** All that decides what is on screen. */
export interface State {
  readonly columns: number;
  readonly rows: number;
  readonly focus: Pane;
  readonly layers: Scroll;
  readonly view: ViewName;
  readonly isSplit: boolean;
  readonly order: Order;
  readonly measure: 'change' | 'stored';
  readonly hasAttributes: boolean;
  readonly hidden: readonly StateGroup[];
  /** By node: 1 where the directory is unfolded. */
  readonly expanded: Uint8Array;
  readonly tree: TreePane;
  /** In split view the tree so far, below the changes of the layer. */
  readonly lower: TreePane | null;
  readonly details: Scroll;
  /** What the details are about. */
  readonly about: 'layer' | 'path';
  readonly waste: Scroll;
  readonly filter: ActiveFilter | null;
  readonly search: Search | null;
  readonly prompt: Prompt | null;
  readonly question: Question | null;
  readonly viewer: Viewer | null;
  /** First row of the help on screen; null when it is not shown. */
  readonly help: number | null;
  readonly message: Message | null;
  readonly effects: readonly Effect[];
}

/** What happens to the explorer. */
export type Event =
  | { readonly kind: 'key'; readonly key: KeyName }
  | { readonly kind: 'resize'; readonly columns: number; readonly rows: number }
  /** There is time to look at more paths. */
  | { readonly kind: 'step' }
  | { readonly kind: 'opened'; readonly viewer: Viewer }
  | { readonly kind: 'said'; readonly message: Message }
  /** The loop has begun what was asked for. */
  | { readonly kind: 'taken' };

/** The node under the cursor of the tree; the root when it has no rows. */
export function selectedNode({ tree }: Pick<State, 'tree'>): number {
  return tree.outline.count === 0 ? 0 : tree.outline.nodes[tree.row]!;
}

/** True while a search or a filter has paths left to look at. */
export function isScanning({ search, filter }: Pick<State, 'search' | 'filter'>): boolean {
  const scans = [search?.scan, filter?.scan];
  return scans.some((scan) => scan != null && scan.next < scan.end);
}
