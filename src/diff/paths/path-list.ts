import { TopList } from '../../core/top-list.ts';
import type { NameTree } from '../../image/index/name-tree.ts';
import { NONE } from '../../image/index/name-tree.ts';
import { comparePaths } from '../../image/index/path-order.ts';
import { shownPath } from '../../image/index/shown-path.ts';
import type { PathDelta, PathSide, PathState, PathsReport } from '../report.ts';
import { type PathColumns, TYPE, typeName, UNKNOWN } from './path-columns.ts';
import { changeNames, earlierNode, type PathStates, STATE, stateName } from './path-states.ts';

/** One side, as the list of paths needs it. */
export interface ListedSide {
  readonly columns: PathColumns;
  /** Target of a symbolic link. */
  readonly target: (node: number) => string;
  /** The instruction of a layer. */
  readonly instruction: (layer: number) => string | null;
}

/** Lists the paths that differ and pass the filter, largest change first, the `top` first of them (0: all). */
export function listPaths(
  names: NameTree,
  states: PathStates,
  before: ListedSide,
  after: ListedSide,
  passes: (node: number) => boolean,
  top: number,
): Pick<PathsReport, 'matching' | 'list'> {
  const deltaOf = (node: number): number =>
    (after.columns.bytes[node] ?? 0) - (before.columns.bytes[earlierNode(states, node)] ?? 0);
  const largest = (node: number): number =>
    Math.max(after.columns.bytes[node] ?? 0, before.columns.bytes[earlierNode(states, node)] ?? 0);
  const ranking = new TopList<number>(
    top,
    (a, b) =>
      Math.abs(deltaOf(b)) - Math.abs(deltaOf(a)) || largest(b) - largest(a) || comparePaths(names, a, b),
  );
  let paths = 0;
  let delta = 0;
  for (let node = 1; node < states.state.length; node++) {
    if (!passes(node)) continue;
    paths++;
    delta += deltaOf(node);
    ranking.add(node);
  }
  const describe = (node: number): PathDelta => describePath(names, states, before, after, node);
  return { matching: { paths, delta }, list: ranking.sorted().map(describe) };
}

function describePath(
  names: NameTree,
  states: PathStates,
  before: ListedSide,
  after: ListedSide,
  node: number,
): PathDelta {
  const state = states.state[node]!;
  const old = earlierNode(states, node);
  const [then, now] = [describeSide(names, before, old), describeSide(names, after, node)];
  return {
    ...shownPath(names, node),
    state: stateName(state) as PathState,
    from: state === STATE.moved ? names.pathText(old) : null,
    changed: changeNames(states.changes[node]!),
    before: then,
    after: now,
    delta: (now?.bytes ?? 0) - (then?.bytes ?? 0),
  };
}

function describeSide(names: NameTree, side: ListedSide, node: number): PathSide | null {
  const { columns } = side;
  const type = columns.type[node] ?? TYPE.nothing;
  if (type === TYPE.nothing) return null;
  const layer = columns.layer[node]!;
  const known = (value: number): number | null => (value === UNKNOWN ? null : value);
  return {
    type: typeName(type),
    bytes: columns.bytes[node]!,
    mode: known(columns.mode[node]!),
    uid: known(columns.uid[node]!),
    gid: known(columns.gid[node]!),
    linkTarget: targetText(names, side, node, type),
    layer: known(layer),
    instruction: layer === NONE ? null : side.instruction(layer),
  };
}

function targetText(names: NameTree, side: ListedSide, node: number, type: number): string | null {
  if (type === TYPE.symlink) return side.target(node);
  const first = side.columns.firstName[node]!;
  return type === TYPE.hardlink && first !== NONE ? names.pathText(first) : null;
}
