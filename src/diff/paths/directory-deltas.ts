import { TopList } from '../../core/top-list.ts';
import { type NameTree, ROOT } from '../../image/index/name-tree.ts';
import { comparePaths } from '../../image/index/path-order.ts';
import type { DirectoryDelta } from '../report.ts';
import { type PathColumns, TYPE } from './path-columns.ts';

/** A directory is left out when one thing inside it explains this share of its change. */
const EXPLAINS = 0.9;

/** The directories where bytes came and went, largest change first, at most `top` (0: all). */
export function directoryDeltas(
  names: NameTree,
  before: PathColumns,
  after: PathColumns,
  top: number,
): readonly DirectoryDelta[] {
  const [then, now] = [sumBelow(names, before), sumBelow(names, after)];
  const delta = (node: number): number => now[node]! - then[node]!;
  const isDirectory = (node: number): boolean =>
    before.type[node] === TYPE.directory || after.type[node] === TYPE.directory;
  const explained = explainedDirectories(names, delta);
  const ranking = new TopList<number>(
    top,
    (a, b) => Math.abs(delta(b)) - Math.abs(delta(a)) || comparePaths(names, a, b),
  );
  for (let node = ROOT + 1; node < names.size; node++) {
    if (delta(node) !== 0 && isDirectory(node) && explained[node] === 0) ranking.add(node);
  }
  return ranking.sorted().map((node) => ({
    path: names.pathText(node),
    before: then[node]!,
    after: now[node]!,
    delta: delta(node),
  }));
}

/** By node: its own bytes and all below it. A parent's number is smaller than its children's. */
function sumBelow(names: NameTree, columns: PathColumns): Float64Array {
  const sums = new Float64Array(names.size);
  sums.set(columns.bytes);
  for (let node = names.size - 1; node > ROOT; node--) sums[names.parent(node)]! += sums[node]!;
  return sums;
}

/** By node: 1 when one child explains nearly all of its change. */
function explainedDirectories(names: NameTree, delta: (node: number) => number): Uint8Array {
  const explained = new Uint8Array(names.size);
  for (let node = ROOT + 1; node < names.size; node++) {
    const parent = names.parent(node);
    const whole = delta(parent);
    if (whole !== 0 && delta(node) / whole >= EXPLAINS) explained[parent] = 1;
  }
  return explained;
}
