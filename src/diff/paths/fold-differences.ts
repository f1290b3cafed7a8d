import { nameText } from '../../core/byte-text.ts';
import { foldTree } from '../../core/tree/fold-tree.ts';
import type { FoldedTree, NodeKind } from '../../core/tree/folded-tree.ts';
import type { NameTree } from '../../image/index/name-tree.ts';
import type { PathState } from '../report.ts';
import { isFileType, type PathColumns, TYPE } from './path-columns.ts';
import { earlierNode, type PathStates, STATE, stateName } from './path-states.ts';

/** The letters of the states, as tables show them. */
const LETTERS: Readonly<Record<PathState | 'unchanged', string>> = {
  unchanged: ' ',
  added: 'A',
  removed: 'D',
  modified: 'M',
  metadata: 'm',
  touched: 't',
  moved: 'R',
  uncompared: '?',
};

/**
 * What differs as a tree, cut to its largest parts: `bytes` is what came, `hidden` what went, so that their difference is the change of all
 * visible (or sent) bytes. States are the letters that tables show.
 */
export function foldDifferences(
  names: NameTree,
  states: PathStates,
  before: PathColumns,
  after: PathColumns,
): FoldedTree {
  const count = states.state.length;
  const came = new Float64Array(count);
  const went = new Float64Array(count);
  const differs = (node: number): boolean => {
    const state = states.state[node]!;
    return state > STATE.unchanged && state !== STATE.left;
  };
  for (let node = 1; node < count; node++) {
    if (!differs(node)) continue;
    const delta = (after.bytes[node] ?? 0) - (before.bytes[earlierNode(states, node)] ?? 0);
    if (delta > 0) came[node] = delta;
    else went[node] = -delta;
  }
  const typeOf = (node: number): number => after.type[node] || before.type[node] || TYPE.directory;
  return foldTree({
    count,
    parents: Int32Array.from({ length: count }, (_, node) => names.parent(node)),
    bytes: came,
    hidden: went,
    isThere: differs,
    nameOf: (node) => nameText(names.nameBytes(node)),
    kindOf: (node) => kindOf(typeOf(node)),
    filesOf: (node) => (differs(node) && isFileType(typeOf(node)) ? 1 : 0),
    layerOf: (node) => (after.type[node] === TYPE.nothing ? before.layer[node]! : after.layer[node]!),
    stateOf: (node) => (differs(node) ? LETTERS[stateName(states.state[node]!)] : ' '),
  });
}

function kindOf(type: number): NodeKind {
  if (isFileType(type)) return 'f';
  if (type === TYPE.directory) return 'd';
  return type === TYPE.symlink ? 'l' : 'o';
}
