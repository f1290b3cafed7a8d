import type { TreeEntry, TreeReport } from '../../image/tree/report.ts';
import { mergeChains, type Placed } from './merge-chains.ts';

/** A line of a drawn tree. */
export interface Branch extends Omit<Placed, 'depth'> {
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
  report: Pick<TreeReport, 'entries' | 'wasteOnly'>,
  { ascii, width }: { readonly ascii: boolean; readonly width: number },
): readonly Branch[] {
  const strokes = width < 76 ? NARROW : ascii ? ASCII : DRAWN;
  const placed = mergeChains(withLeft(report.entries), report.wasteOnly);
  const branches: Branch[] = [];
  /** By depth: whether a later line hangs on the same directory. */
  const hasNext: boolean[] = [];
  for (let n = placed.length - 1; n >= 0; n--) {
    const { depth, ...line } = placed[n]!;
    let lines = '';
    for (let level = 1; level < depth; level++) lines += hasNext[level] ? strokes.down : strokes.blank;
    if (depth > 0) lines += hasNext[depth] ? strokes.fork : strokes.end;
    branches.push({ ...line, lines });
    hasNext.length = depth;
    hasNext[depth] = true;
  }
  return branches.reverse();
}

/** What a directory leaves out stands after the last path below it. */
function withLeft(entries: readonly TreeEntry[]): readonly Placed[] {
  const placed: Placed[] = [];
  const open: TreeEntry[] = [];
  const close = (depth: number): void => {
    while (open.length > 0 && open.at(-1)!.depth >= depth) {
      const entry = open.pop()!;
      placed.push({ entry, isLeft: true, depth: entry.depth + 1, names: 1 });
    }
  };
  for (const entry of entries) {
    close(entry.depth);
    placed.push({ entry, isLeft: false, depth: entry.depth, names: 1 });
    if (entry.left !== null) open.push(entry);
  }
  close(0);
  return placed;
}
