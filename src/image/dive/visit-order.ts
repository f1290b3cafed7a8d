import type { NameTree } from '../index/name-tree.ts';
import { ancestry } from '../index/path-order.ts';

const PREFIX = Buffer.from('.wh.');

/** A leaf of dive's tree of one layer: a node, or the whiteout that hides it. */
export interface Leaf {
  readonly node: number;
  readonly isWhiteout: boolean;
}

/** Whether a whiteout is visited before the node that it hides, when its layer has both: dive goes by name, `.wh.` included. */
export function isWhiteoutFirst(names: NameTree, node: number): boolean {
  const name = names.nameBytes(node);
  return Buffer.compare(Buffer.concat([PREFIX, name]), name) < 0;
}

/** The order in which dive visits the leaves of one layer: by name, component by component, whiteouts under their own name. */
export function compareLeaves(names: NameTree, a: Leaf, b: Leaf): number {
  const [left, right] = [ancestry(names, a.node), ancestry(names, b.node)];
  for (let i = 0; i < left.length && i < right.length; i++) {
    const [isLeft, isRight] = [a.isWhiteout && i === left.length - 1, b.isWhiteout && i === right.length - 1];
    if (left[i] === right[i] && isLeft === isRight) continue;
    return Buffer.compare(nameOf(names, left[i]!, isLeft), nameOf(names, right[i]!, isRight));
  }
  return left.length - right.length;
}

function nameOf(names: NameTree, node: number, isWhiteout: boolean): Uint8Array {
  const name = names.nameBytes(node);
  return isWhiteout ? Buffer.concat([PREFIX, name]) : name;
}
