import { nameText } from '../../core/byte-text.ts';
import { foldTree } from '../../core/tree/fold-tree.ts';
import type { FoldedTree, NodeKind } from '../../core/tree/folded-tree.ts';
import { KIND } from '../index/entry-kind.ts';
import { NONE } from '../index/name-tree.ts';
import { isIdentical } from '../stack/hidden-bodies.ts';
import { CHANGE, type Stack } from '../stack/stack.ts';
import { implyingLayer } from '../stack/union-tree.ts';
import { type ImageTree, imageTree } from './image-tree.ts';
import { STATE } from './view.ts';

/**
 * The final tree, and at each place the bytes that later layers hide there, cut to its largest parts. A body with several names is at the
 * first of them. States: `A` added, `M` replaces other content, `I` stores the same content again, `D` hidden and no longer there.
 */
export function foldFinalTree(stack: Stack): FoldedTree {
  const tree = imageTree(stack, 'final', { gone: true });
  const { names, entries } = stack;
  const { owner, state } = tree;
  const isRepeated = repeated(stack);
  return foldTree({
    count: state.length,
    parents: Int32Array.from({ length: state.length }, (_, node) => names.parent(node)),
    bytes: shownBytes(tree),
    hidden: hiddenAt(stack),
    isThere: (node) => state[node] !== STATE.absent,
    nameOf: (node) => nameText(names.nameBytes(node)),
    kindOf: (node) => kindOf(stack, owner[node]!),
    filesOf: (node) => (shownBody(tree, node) === NONE ? 0 : 1),
    layerOf: (node) => {
      const entry = owner[node]!;
      if (entry < NONE) return implyingLayer(entry);
      const body = stack.bodyOf(entry);
      return entries.layerOf(body === NONE ? entry : body);
    },
    stateOf: (node) => {
      if (state[node] === STATE.removed) return kindOf(stack, owner[node]!) === 'd' ? ' ' : 'D';
      const body = shownBody(tree, node);
      if (body === NONE) return ' ';
      if (isRepeated.has(body)) return 'I';
      return stack.change[body] === CHANGE.replaced ? 'M' : 'A';
    },
  });
}

function shownBytes({ bytes, state }: ImageTree): Float64Array {
  return bytes.map((own, node) => (state[node] === STATE.removed ? 0 : own));
}

/** The body that counts at a node; NONE for what is no file, is gone, or has its body counted at another name. */
function shownBody({ stack, state, owner, firstName }: ImageTree, node: number): number {
  const entry = owner[node]!;
  const body = state[node] === STATE.removed ? NONE : stack.bodyOf(entry);
  if (body === NONE) return NONE;
  const first = firstName(body);
  return first === NONE || first === node ? body : NONE;
}

/** Bytes of hidden bodies by the node of their last name. */
function hiddenAt({ names, hidden, entries }: Stack): Float64Array {
  const bytes = new Float64Array(names.size);
  for (let n = 0; n < hidden.count; n++) bytes[hidden.node[n]!]! += entries.size(hidden.body[n]!);
  return bytes;
}

/** Bodies whose path had the same content before. */
function repeated({ hidden, bodyOf }: Stack): ReadonlySet<number> {
  const found = new Set<number>();
  for (let n = 0; n < hidden.count; n++)
    if (isIdentical(hidden.comparison[n]!)) found.add(bodyOf(hidden.successor[n]!));
  return found;
}

function kindOf({ entries }: Stack, entry: number): NodeKind {
  if (entry < 0) return 'd';
  switch (entries.kind(entry)) {
    case KIND.directory:
      return 'd';
    case KIND.symlink:
      return 'l';
    case KIND.file:
    case KIND.hardlink:
      return 'f';
    default:
      return 'o';
  }
}
