import type { TreeEntry } from '../../image/tree/report.ts';

/** One line of a drawn tree: a path, or what its directory leaves out. */
export interface Branch {
  readonly entry: TreeEntry;
  /** The line stands for the children that the entry leaves out. */
  readonly isLeft: boolean;
  /** What is drawn before the name. */
  readonly lines: string;
}

interface Strokes {
  readonly fork: string;
  readonly end: string;
  readonly down: string;
  readonly blank: string;
}

const DRAWN: Strokes = { fork: '├─ ', end: '└─ ', down: '│  ', blank: '   ' };
const ASCII: Strokes = { fork: '|- ', end: '`- ', down: '|  ', blank: '   ' };
const NARROW: Strokes = { fork: ' ', end: ' ', down: ' ', blank: ' ' };

/** The paths of a tree in their order, with the lines that join each to its directory; narrow texts are indented only. */
export function drawBranches(
  entries: readonly TreeEntry[],
  { ascii, width }: { readonly ascii: boolean; readonly width: number },
): readonly Branch[] {
  const strokes = width < 60 ? NARROW : ascii ? ASCII : DRAWN;
  const nodes = withLeft(entries);
  const branches: Branch[] = [];
  /** By depth: whether a later line hangs on the same directory. */
  const hasNext: boolean[] = [];
  for (let n = nodes.length - 1; n >= 0; n--) {
    const { entry, isLeft, depth } = nodes[n]!;
    let lines = '';
    for (let level = 1; level < depth; level++) lines += hasNext[level] ? strokes.down : strokes.blank;
    if (depth > 0) lines += hasNext[depth] ? strokes.fork : strokes.end;
    branches.push({ entry, isLeft, lines });
    hasNext.length = depth;
    hasNext[depth] = true;
  }
  return branches.reverse();
}

interface Placed {
  readonly entry: TreeEntry;
  readonly isLeft: boolean;
  readonly depth: number;
}

/** What a directory leaves out stands after the last path below it. */
function withLeft(entries: readonly TreeEntry[]): readonly Placed[] {
  const placed: Placed[] = [];
  const open: TreeEntry[] = [];
  const close = (depth: number): void => {
    while (open.length > 0 && open.at(-1)!.depth >= depth) {
      const entry = open.pop()!;
      placed.push({ entry, isLeft: true, depth: entry.depth + 1 });
    }
  };
  for (const entry of entries) {
    close(entry.depth);
    placed.push({ entry, isLeft: false, depth: entry.depth });
    if (entry.left !== null) open.push(entry);
  }
  close(0);
  return placed;
}
