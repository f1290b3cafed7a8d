import type { ChildOrder } from './child-lists.ts';
import type { ImageTree } from './image-tree.ts';
import { STATE } from './view.ts';

/** Which part of a tree is listed. */
export interface RowScope {
  readonly order: ChildOrder;
  /** Levels below the first row; null: no bound. */
  readonly depth: number | null;
  /** Children of one directory; 0: all. */
  readonly top: number;
  /** Most rows: the heaviest directories are opened until there are so many; null: all are opened, down to `depth`. */
  readonly rows: number | null;
  /** Only what has hidden bytes. */
  readonly onlyHidden: boolean;
}

/** One row: a node, how deep it is, and how many of its children the list shows. */
export interface SelectedRow {
  readonly node: number;
  readonly depth: number;
  readonly shown: readonly number[];
  /** Children that are not shown though the directory is open. */
  readonly left: readonly number[];
}

/** A directory with less than this share of the whole is not opened where rows are few, */
const LEAST_SHARE = 0.02;
/** and a path with less than this share is not shown, unless it is among the first of its directory. */
const LEAST_SHOWN = 0.005;
const ALWAYS_SHOWN = 3;
/** No path that an operating system takes is deeper. */
const MOST_DEPTH = 2048;

/** The rows of a part of a tree in their order: each directory before what is below it. */
export function selectRows(tree: ImageTree, first: number, scope: RowScope): readonly SelectedRow[] {
  const opened = scope.rows === null ? null : openHeaviest(tree, first, scope, scope.rows);
  const least = scope.rows === null ? 0 : LEAST_SHOWN * weightOf(tree, first, scope.onlyHidden);
  const rows: SelectedRow[] = [];
  const pending = [{ node: first, depth: 0 }];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const { node, depth } = at;
    const isOpen =
      opened === null ? depth < Math.min(scope.depth ?? MOST_DEPTH, MOST_DEPTH) : opened.has(node);
    const { shown, left } = isOpen ? childrenOf(tree, node, scope, least) : CLOSED;
    rows.push({ node, depth, shown, left });
    for (let n = shown.length - 1; n >= 0; n--) pending.push({ node: shown[n]!, depth: depth + 1 });
  }
  return rows;
}

type Children = Pick<SelectedRow, 'shown' | 'left'>;
const CLOSED: Children = { shown: [], left: [] };

function childrenOf(
  tree: ImageTree,
  node: number,
  { order, top, onlyHidden }: RowScope,
  least: number,
): Children {
  const all = [...tree.children(node, order)];
  const meant = onlyHidden ? all.filter((child) => tree.hiddenBytes[child]! > 0) : all;
  const isShown = (child: number, n: number): boolean =>
    (top === 0 || n < top) && (n < ALWAYS_SHOWN || weightOf(tree, child, onlyHidden) >= least);
  const shown = meant.filter(isShown);
  // A line that says "1 more" takes as much room as what it leaves out.
  if (top !== 0 && meant.length - shown.length === 1) return { shown: meant, left: [] };
  return { shown, left: meant.filter((child, n) => !isShown(child, n)) };
}

/** Opens one directory after the other, the heaviest first, while the rows last. */
function openHeaviest(tree: ImageTree, first: number, scope: RowScope, most: number): ReadonlySet<number> {
  const weight = (node: number): number => weightOf(tree, node, scope.onlyHidden);
  const least = LEAST_SHOWN * weight(first);
  const opened = new Set<number>();
  const candidates = new Set([first]);
  for (let rows = 1; candidates.size > 0; ) {
    const next = [...candidates].reduce((best, node) => (weight(node) > weight(best) ? node : best));
    candidates.delete(next);
    if (next !== first && weight(next) < LEAST_SHARE * weight(first)) break;
    const { shown, left } = childrenOf(tree, next, scope, least);
    const more = shown.length + (left.length > 0 ? 1 : 0);
    if (next !== first && rows + more > most) continue;
    rows += more;
    opened.add(next);
    for (const child of shown) if (tree.childCount(child) > 0) candidates.add(child);
  }
  return opened;
}

/** What a node brings to a view: what is there, and what is hidden by it where the view is of one layer. */
function weightOf(
  { state, totalBytes, hiddenBytes, view }: ImageTree,
  node: number,
  onlyHidden: boolean,
): number {
  if (onlyHidden || state[node] === STATE.removed) return hiddenBytes[node]!;
  const isLayer = view !== 'final' && 'layer' in view;
  return totalBytes[node]! + (isLayer ? hiddenBytes[node]! : 0);
}
