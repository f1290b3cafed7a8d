import type { TreeEntry } from '../../image/tree/report.ts';

/** A path of a tree, or what its directory leaves out, and how deep it hangs. */
export interface Placed {
  readonly entry: TreeEntry;
  /** It stands for the children that the entry leaves out. */
  readonly isLeft: boolean;
  readonly depth: number;
  /** How many names of the path it has: more than one where a directory holds nothing but the next. */
  readonly names: number;
}

/**
 * Puts a directory on one line with the only thing in it, if that is a directory of the same state: `var/cache/apt/`. With `wasteOnly`
 * nothing else counts than what is listed.
 */
export function mergeChains(placed: readonly Placed[], wasteOnly: boolean): readonly Placed[] {
  const isLast = lastOfSiblings(placed);
  const merged: Placed[] = [];
  /** By depth: how many levels above were merged away. */
  const gone: number[] = [0];
  for (const [n, line] of placed.entries()) {
    const parent = n === 0 ? undefined : placed[n - 1];
    const isOnly = parent !== undefined && parent.depth === line.depth - 1 && isLast[n]!;
    const shift = line.depth === 0 ? 0 : gone[line.depth - 1]!;
    if (isOnly && canMerge(parent, line, wasteOnly)) {
      const above = merged.pop()!;
      merged.push({ ...line, depth: above.depth, names: above.names + 1 });
      gone[line.depth] = shift + 1;
    } else {
      merged.push({ ...line, depth: line.depth - shift });
      gone[line.depth] = shift;
    }
  }
  return merged;
}

function canMerge(parent: Placed, child: Placed, wasteOnly: boolean): boolean {
  if (parent.depth === 0 || parent.isLeft || child.isLeft || child.entry.type !== 'directory') return false;
  const { entry } = parent;
  const isAlone = wasteOnly || entry.children === 1;
  return isAlone && entry.left === null && entry.state === child.entry.state;
}

/** By line: whether no later line hangs on the same directory. */
function lastOfSiblings(placed: readonly Placed[]): readonly boolean[] {
  const hasNext: boolean[] = [];
  const isLast: boolean[] = [];
  for (let n = placed.length - 1; n >= 0; n--) {
    const { depth } = placed[n]!;
    isLast[n] = hasNext[depth] !== true;
    hasNext.length = depth;
    hasNext[depth] = true;
  }
  return isLast;
}
