import { ROOT } from '../../image/index/name-tree.ts';
import type { Stack } from '../../image/stack/stack.ts';
import { type ImageTree, imageTree } from '../../image/tree/image-tree.ts';
import { treeRow } from '../../image/tree/tree-row.ts';
import { STATE, type TreeView } from '../../image/tree/view.ts';
import type { NodeFacts, SubjectTree, ViewName } from './subject.ts';

/** A tree of an image, and what it was made from. */
export interface ShownImageTree extends SubjectTree {
  readonly image: ImageTree;
}

/** Trees that are kept: going to and fro between a few layers costs nothing, and memory stays bounded. */
const KEPT = 4;

/** The trees of an image by view and layer, the latest few kept. */
export function imageTrees(stack: Stack): (view: ViewName, layer: number) => ShownImageTree {
  const known = new Map<string, ShownImageTree>();
  return (view, layer) => {
    const key = view === 'final' ? view : `${view} ${layer}`;
    const found = known.get(key) ?? shownTree(imageTree(stack, viewOf(view, layer)));
    known.delete(key);
    known.set(key, found);
    if (known.size > KEPT) known.delete(known.keys().next().value!);
    return found;
  };
}

function viewOf(view: ViewName, layer: number): TreeView {
  return view === 'final' ? view : view === 'layer' ? { layer } : { upTo: layer };
}

function shownTree(image: ImageTree): ShownImageTree {
  const { state, totalBytes, hiddenBytes } = image;
  let touched: Uint8Array | null = null;
  return {
    image,
    state,
    bytes: (node) => (state[node] === STATE.removed ? hiddenBytes[node]! : totalBytes[node]!),
    layer: (node) => treeRow(image, node).layer,
    hasChangesBelow: (node) => {
      touched ??= touchedNodes(image);
      return touched[node] === 1;
    },
    children: image.children,
    childCount: image.childCount,
    facts: (node) => factsOf(image, node),
  };
}

/** By node, 1 where something below was added, changed or removed. Children have higher numbers than their parents. */
function touchedNodes({ stack, state }: ImageTree): Uint8Array {
  const touched = new Uint8Array(state.length);
  for (let node = state.length - 1; node > ROOT; node--) {
    if (touched[node] === 1 || state[node]! > STATE.unchanged) touched[stack.names.parent(node)] = 1;
  }
  return touched;
}

function factsOf(image: ImageTree, node: number): NodeFacts {
  const { type, linkTarget, mode, uid, gid } = treeRow(image, node);
  return { type, target: linkTarget, mode, uid, gid };
}
