import { NONE } from '../../image/index/name-tree.ts';
import type { Equality } from '../content/content-reader.ts';
import type { PathChange, PathState } from '../report.ts';
import { isFileType, type PathColumns, TYPE, UNKNOWN } from './path-columns.ts';

/** Bits of what differs at a path, in the order in which reports name them. */
export const CHANGE = {
  content: 1,
  type: 2,
  target: 4,
  mode: 8,
  owner: 16,
  xattrs: 32,
  links: 64,
  times: 128,
} as const;

const CHANGE_NAMES = Object.keys(CHANGE) as readonly PathChange[];
const MODIFIED = CHANGE.content | CHANGE.type | CHANGE.target;

/** What became of a node, as the columns keep it; 0 is a node that neither side has. */
export const STATE = {
  unchanged: 1,
  added: 2,
  removed: 3,
  modified: 4,
  metadata: 5,
  touched: 6,
  moved: 7,
  uncompared: 8,
  /** The earlier place of a moved file: told at the later one. */
  left: 9,
} as const;

/** The names of the states that reports tell, by number from 1. */
export const STATE_NAMES: readonly (PathState | 'unchanged')[] = [
  'unchanged',
  'added',
  'removed',
  'modified',
  'metadata',
  'touched',
  'moved',
  'uncompared',
];

/** The two trees and how to look into their files. */
export interface Comparison {
  readonly before: PathColumns;
  readonly after: PathColumns;
  /** Whether two files, by their nodes, have the same content; sizes come first. */
  readonly compareContent: (before: number, after: number) => Equality;
  /** Whether the targets of two symbolic links are the same. */
  readonly hasSameTarget: (node: number) => boolean;
  /** Whether extended attributes are the same; true where nobody knows. */
  readonly hasSameXattrs: (before: number, after: number) => boolean;
}

/** What became of each node. */
export interface PathStates {
  readonly state: Uint8Array;
  /** Bits of {@link CHANGE}. */
  readonly changes: Uint8Array;
  /** Of a moved file: the node where it was. */
  readonly from: Int32Array;
}

/** Holds two trees against each other, node by node. */
export function compareTrees(comparison: Comparison): PathStates {
  const { before, after } = comparison;
  const size = Math.max(before.size, after.size);
  const state = new Uint8Array(size);
  const changes = new Uint8Array(size);
  for (let node = 1; node < size; node++) {
    const [old, now] = [before.type[node] ?? TYPE.nothing, after.type[node] ?? TYPE.nothing];
    if (old === TYPE.nothing && now === TYPE.nothing) continue;
    if (old === TYPE.nothing) state[node] = STATE.added;
    else if (now === TYPE.nothing) state[node] = STATE.removed;
    else compareNode(comparison, node, state, changes);
  }
  return { state, changes, from: new Int32Array(size).fill(NONE) };
}

function compareNode(comparison: Comparison, node: number, state: Uint8Array, changes: Uint8Array): void {
  const content = contentChange(comparison, node);
  const bits = (content === null ? 0 : content) | metadataChanges(comparison, node, node);
  changes[node] = bits;
  state[node] = stateOf(bits, content === null);
}

/** The bits of what is not metadata; null where contents could not be compared. */
function contentChange(
  { before, after, compareContent, hasSameTarget }: Comparison,
  node: number,
): number | null {
  const [old, now] = [before.type[node]!, after.type[node]!];
  if (!isFileType(old) || !isFileType(now)) {
    if (old !== now) return CHANGE.type;
    return old !== TYPE.symlink || hasSameTarget(node) ? 0 : CHANGE.target;
  }
  // What is behind a further name is told once, at the first one.
  if (old === TYPE.hardlink && now === TYPE.hardlink)
    return before.firstName[node] === after.firstName[node] ? 0 : CHANGE.links;
  const links = old === now ? 0 : CHANGE.links;
  const equality = compareContent(node, node);
  if (equality === 'unknown') return links === 0 ? null : links;
  return equality === 'same' ? links : links | CHANGE.content;
}

/** The bits of mode, owner, attributes and times that differ between two nodes, as far as both sides know them. */
export function metadataChanges(
  { before, after, hasSameXattrs }: Comparison,
  old: number,
  now: number,
): number {
  const differs = (a: number, b: number): boolean => a !== b && a !== UNKNOWN && b !== UNKNOWN;
  const isOwned = differs(before.uid[old]!, after.uid[now]!) || differs(before.gid[old]!, after.gid[now]!);
  const [then, later] = [before.mtime[old]!, after.mtime[now]!];
  return (
    (differs(before.mode[old]!, after.mode[now]!) ? CHANGE.mode : 0) |
    (isOwned ? CHANGE.owner : 0) |
    (hasSameXattrs(old, now) ? 0 : CHANGE.xattrs) |
    (then !== later && !Number.isNaN(then) && !Number.isNaN(later) ? CHANGE.times : 0)
  );
}

function stateOf(bits: number, isUnknown: boolean): number {
  if ((bits & MODIFIED) !== 0) return STATE.modified;
  if (isUnknown) return STATE.uncompared;
  if ((bits & ~CHANGE.times) !== 0) return STATE.metadata;
  return bits === 0 ? STATE.unchanged : STATE.touched;
}

/** The names behind the bits of {@link CHANGE}. */
export function changeNames(bits: number): readonly PathChange[] {
  return CHANGE_NAMES.filter((name) => (bits & CHANGE[name]) !== 0);
}

/** The name of a state. */
export function stateName(state: number): PathState | 'unchanged' {
  return STATE_NAMES[state - 1] ?? 'unchanged';
}

/** Where a node was before: itself, unless it moved. */
export function earlierNode({ state, from }: PathStates, node: number): number {
  return state[node] === STATE.moved ? from[node]! : node;
}
