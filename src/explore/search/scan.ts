import type { NameTree } from '../../image/index/name-tree.ts';
import { type MatchMode, type NodeTest, nodeTest } from './matcher.ts';

/** A search through all paths under way: each step looks at some more of them, so that keys are never waited for. */
export interface Scan {
  readonly text: string;
  readonly mode: MatchMode;
  /** The next node to look at. */
  readonly next: number;
  readonly end: number;
  /** By node: 1 for a match. */
  readonly hits: Uint8Array;
  /** By node: 1 where a match is below. */
  readonly branches: Uint8Array;
  readonly count: number;
  /** Null when the text is no expression. */
  readonly test: NodeTest | null;
}

/** Nodes of one step: a few milliseconds. */
const STEP: Readonly<Record<MatchMode, number>> = { text: 20_000, regex: 4_000 };

/** A search that has looked at nothing yet. */
export function beginScan(names: NameTree, text: string, mode: MatchMode): Scan {
  const test = nodeTest(names, text, mode);
  const end = test === null || text === '' ? 1 : names.size;
  const [hits, branches] = [new Uint8Array(names.size), new Uint8Array(names.size)];
  return { text, mode, next: 1, end, hits, branches, count: 0, test };
}

/** True when there is nothing left to look at. */
export function isDone(scan: Scan): boolean {
  return scan.next >= scan.end;
}

/** Looks at some more nodes; a path that the scan was given before is left as it is. */
export function stepScan(names: NameTree, scan: Scan): Scan {
  if (scan.test === null || isDone(scan)) return scan;
  const hits = scan.hits.slice();
  const branches = scan.branches.slice();
  const end = Math.min(scan.end, scan.next + STEP[scan.mode]);
  let { count } = scan;
  for (let node = scan.next; node < end; node++) {
    if (!scan.test(node)) continue;
    hits[node] = 1;
    count++;
    for (let above = names.parent(node); above >= 0 && branches[above] === 0; above = names.parent(above))
      branches[above] = 1;
  }
  return { ...scan, next: end, hits, branches, count };
}

/** Matches that a tree shows. */
export function countShown({ hits }: Scan, isShown: (node: number) => boolean): number {
  let count = 0;
  for (let node = 1; node < hits.length; node++) if (hits[node] === 1 && isShown(node)) count++;
  return count;
}
