import { NONE, ROOT } from '../index/name-tree.ts';
import type { Stack } from '../stack/stack.ts';
import { ChildLists, type ChildOrder } from './child-lists.ts';
import { firstNames } from './first-names.ts';
import { lastOwners, ownersAfter } from './owners.ts';
import { pathStates } from './path-states.ts';
import { addHiddenBytes, addStoredBytes, addUp } from './sums.ts';
import { STATE, type TreeView } from './view.ts';

/**
 * The tree of an image as one view shows it, in columns by the node numbers of the name tree; node 0 is the root.
 * Sizes are bytes. Each body counts once: at the first of its names in path order, as lists of the final tree have it.
 */
export interface ImageTree {
  readonly stack: Stack;
  readonly view: TreeView;
  /** {@link STATE}: 0 for what the view does not show. */
  readonly state: Uint8Array;
  /** The entry that the node shows, or last showed; a directory that is only implied is `-2 - layer`. */
  readonly owner: Int32Array;
  /** Of the node's own body, also of one that is removed; in the view of one layer, only if the layer stores or removes it. */
  readonly bytes: Float64Array;
  /** Of the node and all below it, without what is removed. */
  readonly totalBytes: Float64Array;
  /** Bodies counted in `totalBytes`. */
  readonly totalFiles: Uint32Array;
  /**
   * Stored bytes at the node and below it that are hidden: in the end, or by the layer of the view; where the view shows what is gone,
   * by all layers up to it.
   */
  readonly hiddenBytes: Float64Array;
  readonly hiddenFiles: Uint32Array;
  /** Layers whose hiding `hiddenBytes` counts. */
  readonly hiddenIn: { readonly first: number; readonly last: number };
  /** Of a body with several names, the node that its bytes count at; NONE for a body with one name. */
  readonly firstName: (body: number) => number;
  /** The node's children in the view. */
  readonly children: (node: number, order: ChildOrder) => Int32Array;
  readonly childCount: (node: number) => number;
}

/** What a view shows beside what is there. */
export interface TreeScope {
  /** Also what earlier layers removed, as `removed`; not in the view of one layer. */
  readonly gone?: boolean | undefined;
}

/** The tree as a view shows it. Compare rewrites before: what was not compared counts as modified. */
export function imageTree(stack: Stack, view: TreeView, { gone = false }: TreeScope = {}): ImageTree {
  const last = stack.entries.layers.length - 1;
  const top = view === 'final' ? last : 'upTo' in view ? view.upTo : view.layer;
  const after = ownersAfter(stack, top);
  const before = view === 'final' ? after : ownersAfter(stack, top - 1);
  const state = pathStates(stack, before, after);
  state[ROOT] = STATE.unchanged;
  const isLayer = view !== 'final' && 'layer' in view;
  if (isLayer) keepTouched(stack, state, before, after);
  const owner = shownOwners(state, before, after);
  if (gone && !isLayer) showGone(state, owner, lastOwners(stack, top));
  const sums = {
    bytes: new Float64Array(state.length),
    totalBytes: new Float64Array(state.length),
    totalFiles: new Uint32Array(state.length),
    hiddenBytes: new Float64Array(state.length),
    hiddenFiles: new Uint32Array(state.length),
  };
  const first = firstNames(stack, state, owner);
  addStoredBytes(stack, state, owner, first, isLayer ? top : null, sums);
  const hiddenIn = { first: view === 'final' || (gone && !isLayer) ? 0 : top, last: top };
  addHiddenBytes(stack, hiddenIn, sums);
  addUp(stack.names, sums);
  const lists = new ChildLists(stack.names, state, sums);
  return {
    stack,
    view,
    state,
    owner,
    ...sums,
    hiddenIn,
    firstName: (body) => first.get(body) ?? NONE,
    children: (node, order) => lists.of(node, order),
    childCount: (node) => lists.count(node),
  };
}

/** Of the view of a layer, only what it stores or removes, and the directories above. */
function keepTouched(stack: Stack, state: Uint8Array, before: Int32Array, after: Int32Array): void {
  for (let node = state.length - 1; node > ROOT; node--) {
    if (before[node] === after[node] && state[node] === STATE.unchanged) state[node] = STATE.absent;
  }
  for (let node = state.length - 1; node > ROOT; node--) {
    const parent = stack.names.parent(node);
    if (state[node] !== STATE.absent && state[parent] === STATE.absent) state[parent] = STATE.unchanged;
  }
}

function shownOwners(state: Uint8Array, before: Int32Array, after: Int32Array): Int32Array {
  const owner = after.slice();
  for (let node = 0; node < state.length; node++)
    if (state[node] === STATE.removed) owner[node] = before[node]!;
  return owner;
}

function showGone(state: Uint8Array, owner: Int32Array, last: Int32Array): void {
  for (let node = 0; node < state.length; node++) {
    if (state[node] !== STATE.absent || last[node] === NONE) continue;
    state[node] = STATE.removed;
    owner[node] = last[node]!;
  }
}
