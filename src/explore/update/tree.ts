import { areasOf, rowsIn } from '../layout/areas.ts';
import { keptNodes } from '../search/filter.ts';
import { type State, selectedNode, type TreePane } from '../state.ts';
import type { Subject, ViewName } from '../subject/subject.ts';
import { outlineOf, rowOf } from '../tree/outline.ts';
import { type ShownTree, shownTree } from '../tree/shown-tree.ts';
import { scrollTo } from './scroll.ts';

/** The trees made anew: another layer, view, order or filter. The cursor stays on its path, or goes to the nearest one above it. */
export function rebuildTrees(subject: Subject, state: State): State {
  const node = selectedNode(state);
  const upper = shownAs(subject, state, state.isSplit ? 'layer' : state.view);
  const lower = state.isSplit ? shownAs(subject, state, 'upTo') : null;
  return placed(
    subject,
    { ...state, tree: pane(state.tree, upper), lower: lower && pane(state.tree, lower) },
    node,
  );
}

/** The rows made anew: directories were folded or unfolded. */
export function refold(subject: Subject, state: State, expanded: Uint8Array, node: number): State {
  return placed(subject, { ...state, expanded }, node);
}

/** The cursor on a path, with all directories above it unfolded. */
export function goTo(subject: Subject, state: State, node: number): State {
  const expanded = state.expanded.slice();
  for (let above = subject.names.parent(node); above > 0; above = subject.names.parent(above))
    expanded[above] = 1;
  return placed(subject, { ...state, expanded }, node);
}

/** The cursor on a row of the tree. */
export function moveTo(subject: Subject, state: State, row: number): State {
  const areas = areasOf(state, subject.layers.length > 0);
  const height = rowsIn(areas.panes.tree ?? areas.body);
  const tree = { ...state.tree, ...scrollTo(state.tree, row, state.tree.outline.count, height) };
  return followed(subject, { ...state, tree, details: { row: 0, top: 0 } });
}

/** The first tree of all, folded. */
export function firstTree(subject: Subject, view: ViewName, layer: number): TreePane {
  const shown = shownTree(subject.tree(view, layer), 'size', null);
  return { shown, outline: outlineOf(shown, new Uint8Array(subject.names.size)), row: 0, top: 0 };
}

function shownAs(subject: Subject, state: State, view: ViewName): ShownTree {
  const source = subject.tree(view, state.layers.row);
  const { filter, hidden } = state;
  const kept = keptNodes({
    names: subject.names,
    states: subject.states,
    tree: source,
    filter: filter?.filter ?? null,
    hits: filter?.scan?.hits ?? null,
    hidden: view === 'upTo' && state.isSplit ? [] : hidden,
  });
  return shownTree(source, state.order, kept);
}

function pane(before: TreePane, shown: ShownTree): TreePane {
  return { ...before, shown };
}

/** Outlines, with the cursor on a node or on the nearest row above it. */
function placed(subject: Subject, state: State, node: number): State {
  const outline = outlineOf(state.tree.shown, state.expanded);
  let row = rowOf(outline, node);
  for (let above = node; row < 0 && above > 0; row = rowOf(outline, above))
    above = subject.names.parent(above);
  const next = { ...state, tree: { ...state.tree, outline } };
  return moveTo(subject, next, row < 0 ? state.tree.row : row);
}

/** In split view the tree so far shows the path of the upper cursor. */
function followed(subject: Subject, state: State): State {
  if (state.lower === null) return state;
  const node = selectedNode(state);
  const expanded = state.expanded.slice();
  for (let above = subject.names.parent(node); above > 0; above = subject.names.parent(above))
    expanded[above] = 1;
  const outline = outlineOf(state.lower.shown, expanded);
  const row = Math.max(0, rowOf(outline, node));
  const height = rowsIn(areasOf(state, subject.layers.length > 0).lower);
  return {
    ...state,
    lower: { ...state.lower, outline, ...scrollTo(state.lower, row, outline.count, height) },
  };
}
