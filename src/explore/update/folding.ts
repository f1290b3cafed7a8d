import { type State, selectedNode } from '../state.ts';
import type { Subject } from '../subject/subject.ts';
import { rowOf } from '../tree/outline.ts';
import { moveTo, refold } from './tree.ts';

/** Unfolds the directory under the cursor, and on the way down those that hold nothing but one directory; goes in where it is open already. */
export function expand(subject: Subject, state: State): State {
  const node = selectedNode(state);
  const { shown } = state.tree;
  if (node === 0 || !shown.hasChildren(node)) return state;
  if (state.expanded[node] === 1) return moveTo(subject, state, state.tree.row + 1);
  const expanded = state.expanded.slice();
  for (let at = node; shown.hasChildren(at); ) {
    expanded[at] = 1;
    const children = shown.children(at);
    if (children.length !== 1) break;
    at = children[0]!;
  }
  return refold(subject, state, expanded, node);
}

/** Folds the directory under the cursor, or goes to the one above. */
export function collapse(subject: Subject, state: State): State {
  const node = selectedNode(state);
  if (node === 0) return state;
  if (state.expanded[node] !== 1 || !state.tree.shown.hasChildren(node)) return toParent(subject, state);
  const expanded = state.expanded.slice();
  expanded[node] = 0;
  return refold(subject, state, expanded, node);
}

/** Folds or unfolds the directory under the cursor. */
export function toggle(subject: Subject, state: State): State {
  return state.expanded[selectedNode(state)] === 1 ? collapse(subject, state) : expand(subject, state);
}

/** Folds everything; the cursor goes to the topmost directory that holds it. */
export function collapseAll(subject: Subject, state: State): State {
  return refold(subject, state, new Uint8Array(state.expanded.length), selectedNode(state));
}

function toParent(subject: Subject, state: State): State {
  const parent = subject.names.parent(selectedNode(state));
  const row = parent > 0 ? rowOf(state.tree.outline, parent) : -1;
  return row < 0 ? state : moveTo(subject, state, row);
}
