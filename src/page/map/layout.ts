import { type HierarchyRectangularNode, hierarchy, treemap, treemapSquarify } from 'd3-hierarchy';
import type { TreeNode } from '../tree.ts';
import { type Measure, worth } from './measures.ts';

/** A rectangle of the map. */
export interface Cell {
  readonly node: TreeNode;
  /** The cell around it; null for those that lie in the map itself. */
  readonly parent: Cell | null;
  /** Cells inside, largest first; those too small to see are not there. */
  readonly inside: Cell[];
  readonly depth: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A node on its way to a place. */
interface Part {
  readonly node: TreeNode;
  readonly depth: number;
}

/** Room for the name of a directory above its parts. */
const HEAD = 19;
/** Nobody could read a name on less. */
const LEAST_HEAD = 34;
const GAP = 2;
/** A directory below this area, or this deep, is one cell. */
const LEAST_AREA = 2600;
const MOST_DEPTH = 5;
/** Siblings below this area stand together where there are many, and so do all behind the first so many. */
const LEAST_CELL = 140;
const MOST_SIBLINGS = 250;
const FEW = 12;
/** Cells thinner than this are not drawn: nobody could see or hit them. */
const LEAST_SIDE = 4;

/** Lays out what is below a node, in its true proportions; the source of the layout is d3-hierarchy's squarified treemap. */
export function layOut(root: TreeNode, measure: Measure, width: number, height: number): readonly Cell[] {
  const whole = worth(root, measure);
  if (whole <= 0) return [];
  const scale = (width * height) / whole;
  const parts = (node: TreeNode, depth: number): readonly TreeNode[] => {
    const isOpen = depth === 0 || (depth < MOST_DEPTH && worth(node, measure) * scale >= LEAST_AREA);
    return isOpen ? joinSmall(node, measure, LEAST_CELL / scale) : [];
  };
  const tree = hierarchy<Part>({ node: root, depth: 0 }, ({ node, depth }) =>
    parts(node, depth).map((child) => ({ node: child, depth: depth + 1 })),
  )
    .sum(({ node, depth }) => (parts(node, depth).length > 0 ? 0 : worth(node, measure)))
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const placed = treemap<Part>()
    .tile(treemapSquarify.ratio(1.3))
    .size([width, height])
    .round(true)
    .paddingInner(GAP)
    .paddingOuter((at) => (at.depth === 0 ? 0 : GAP))
    .paddingTop((at) => (at.depth === 0 ? 0 : at.x1 - at.x0 < LEAST_HEAD ? GAP : HEAD))(tree);
  return cellsOf(placed, null);
}

/** The children that are worth something, largest first; many that are too small to tell apart become one. */
function joinSmall(node: TreeNode, measure: Measure, least: number): readonly TreeNode[] {
  const all = node.children
    .filter((child) => worth(child, measure) > 0)
    .sort((a, b) => worth(b, measure) - worth(a, measure));
  const large = all.filter(
    (child, n) => n < MOST_SIBLINGS && worth(child, measure) >= least && child.kind !== '+',
  );
  if (all.length - large.length < FEW) return all;
  const kept = new Set(large);
  const small = all.filter((child) => !kept.has(child));
  const sum = (of: (child: TreeNode) => number): number =>
    small.reduce((total, child) => total + of(child), 0);
  const joined: TreeNode = {
    id: -1 - node.id,
    parent: node,
    children: [],
    name: '',
    kind: '+',
    bytes: sum(({ bytes }) => bytes),
    hidden: sum(({ hidden }) => hidden),
    files: sum(({ files }) => files),
    layer: small[0]!.layer,
    state: small[0]!.state,
    together: sum(({ kind, together }) => (kind === '+' ? together : 1)),
  };
  return [...large, joined];
}

function cellsOf(around: HierarchyRectangularNode<Part>, parent: Cell | null): Cell[] {
  const cells: Cell[] = [];
  for (const at of around.children ?? []) {
    const [width, height] = [at.x1 - at.x0, at.y1 - at.y0];
    if (width < LEAST_SIDE || height < LEAST_SIDE) continue;
    const cell: Cell = {
      node: at.data.node,
      parent,
      inside: [],
      depth: at.depth,
      x: at.x0,
      y: at.y0,
      width,
      height,
    };
    if (height >= 2 * HEAD) cell.inside.push(...cellsOf(at, cell));
    cells.push(cell);
  }
  return cells;
}
