import { type Action, PANES, type Pane } from '../keys/key-map.ts';
import { type Effect, type Question, type State, selectedNode } from '../state.ts';
import type { OpenRequest, StateGroup, Subject, ViewName } from '../subject/subject.ts';
import { collapse, collapseAll, expand, toggle } from './folding.ts';
import { toLayer } from './layers.ts';
import { moveFocused } from './moving.ts';
import { ask } from './prompt.ts';
import { recounted, visitMatch } from './searching.ts';
import { goTo, rebuildTrees } from './tree.ts';

const VIEWS: readonly ViewName[] = ['layer', 'upTo', 'final'];

/** What an action makes of the state. */
export function act(subject: Subject, state: State, action: Action): State {
  switch (action) {
    case 'quit':
      return wish(state, { kind: 'quit' });
    case 'suspend':
      return wish(state, { kind: 'suspend' });
    case 'help':
      return { ...state, help: 0 };
    case 'escape':
      return takeBack(subject, state);
    case 'next-pane':
      return focusOn(state, neighbour(subject, state.focus, 1));
    case 'previous-pane':
      return focusOn(state, neighbour(subject, state.focus, -1));
    case 'layers':
    case 'tree':
    case 'details':
    case 'waste':
      return panesOf(subject).includes(action) ? focusOn(state, action) : state;
    case 'down':
    case 'up':
    case 'page-down':
    case 'page-up':
    case 'first':
    case 'last':
      return moveFocused(subject, state, action);
    case 'next-layer':
      return toLayer(subject, state, state.layers.row + 1);
    case 'previous-layer':
      return toLayer(subject, state, state.layers.row - 1);
    case 'open':
      return open(subject, state);
    case 'expand':
      return expand(subject, state);
    case 'collapse':
      return collapse(subject, state);
    case 'toggle':
      return toggle(subject, state);
    case 'collapse-all':
      return collapseAll(subject, state);
    default:
      return actOnTree(subject, state, action);
  }
}

type TreeAction = Exclude<
  Action,
  | Pane
  | 'quit'
  | 'suspend'
  | 'help'
  | 'escape'
  | 'next-pane'
  | 'previous-pane'
  | 'down'
  | 'up'
  | 'page-down'
  | 'page-up'
  | 'first'
  | 'last'
  | 'next-layer'
  | 'previous-layer'
  | 'open'
  | 'expand'
  | 'collapse'
  | 'toggle'
  | 'collapse-all'
>;

function actOnTree(subject: Subject, state: State, action: TreeAction): State {
  switch (action) {
    case 'search':
      return ask(state.focus === 'tree' ? state : focusOn(state, 'tree'), 'search');
    case 'filter':
      return ask(state.focus === 'tree' ? state : focusOn(state, 'tree'), 'filter');
    case 'next-match':
      return visitMatch(subject, state, 1);
    case 'previous-match':
      return visitMatch(subject, state, -1);
    case 'next-view':
      return inView(subject, state, VIEWS[(VIEWS.indexOf(state.view) + 1) % VIEWS.length]!);
    case 'view-layer':
      return inView(subject, state, 'layer');
    case 'view-upTo':
      return inView(subject, state, 'upTo');
    case 'split':
      return hasViews(subject) ? rebuilt(subject, { ...state, isSplit: !state.isSplit }) : state;
    case 'sort':
      return rebuilt(subject, { ...state, order: state.order === 'size' ? 'name' : 'size' });
    case 'measure':
      return { ...state, measure: state.measure === 'change' ? 'stored' : 'change' };
    case 'attributes':
      return { ...state, hasAttributes: !state.hasAttributes };
    case 'toggle-added':
      return toggleGroup(subject, state, 'added');
    case 'toggle-removed':
      return toggleGroup(subject, state, 'removed');
    case 'toggle-modified':
      return toggleGroup(subject, state, 'modified');
    case 'toggle-unmodified':
      return toggleGroup(subject, state, 'unmodified');
    case 'copy':
      return copy(state, `/${pathOf(subject, state)}`);
    case 'copy-instruction':
      return copy(state, subject.layers[state.layers.row]?.instruction ?? '');
    case 'save':
      return wish(state, { kind: 'save', request: requestOf(state) });
    case 'export':
      return { ...state, question: 'export' };
  }
}

/** The answer to a question: one key. Any other key takes it back. */
export function answer(state: State, question: Question, key: string): State {
  const next = { ...state, question: null };
  switch (question) {
    case 'export':
      if (key === 'n') return wish(next, { kind: 'export', format: 'ndjson' });
      return key === 'm' ? wish(next, { kind: 'export', format: 'markdown' }) : next;
  }
}

/** The panes that there are: a context has no layers. */
function panesOf(subject: Subject): readonly Pane[] {
  return subject.layers.length > 0 ? PANES : ['tree', 'details'];
}

function neighbour(subject: Subject, focus: Pane, step: number): Pane {
  const panes = panesOf(subject);
  return panes[(panes.indexOf(focus) + step + panes.length) % panes.length]!;
}

function focusOn(state: State, focus: Pane): State {
  const about = focus === 'layers' ? 'layer' : focus === 'details' ? state.about : 'path';
  const details = about === state.about ? state.details : { row: 0, top: 0 };
  return { ...state, focus, about, details };
}

/** Esc takes back one thing at a time, and never ends the program. */
function takeBack(subject: Subject, state: State): State {
  if (state.search !== null) return { ...state, search: null };
  if (state.filter !== null || state.hidden.length > 0)
    return rebuilt(subject, { ...state, filter: null, hidden: [] });
  if (state.isSplit) return rebuilt(subject, { ...state, isSplit: false });
  return state.focus === 'waste' ? focusOn(state, 'tree') : state;
}

function open(subject: Subject, state: State): State {
  switch (state.focus) {
    case 'layers':
      return focusOn(state, 'tree');
    case 'waste':
      return openWaste(subject, state);
    default: {
      const node = selectedNode(state);
      if (node === 0) return state;
      if (state.tree.shown.source.facts(node).type === 'directory') return toggle(subject, state);
      return wish(state, { kind: 'open', request: requestOf(state) });
    }
  }
}

/** To the layer that stored the bytes, and the path under which it did; a filter that hides it goes. */
function openWaste(subject: Subject, state: State): State {
  const waste = subject.waste[state.waste.row];
  if (waste === undefined) return state;
  const bare: State = { ...focusOn(state, 'tree'), filter: null, hidden: [], view: 'layer', isSplit: false };
  const at = rebuildTrees(subject, { ...bare, layers: { ...state.layers, row: waste.storedIn } });
  return recounted(goTo(subject, at, waste.node));
}

function inView(subject: Subject, state: State, view: ViewName): State {
  return hasViews(subject) ? rebuilt(subject, { ...state, view, isSplit: false }) : state;
}

function hasViews(subject: Subject): boolean {
  return subject.layers.length > 0;
}

function toggleGroup(subject: Subject, state: State, group: StateGroup): State {
  const isHidden = state.hidden.includes(group);
  const hidden = isHidden ? state.hidden.filter((one) => one !== group) : [...state.hidden, group];
  return rebuilt(subject, { ...state, hidden });
}

function rebuilt(subject: Subject, state: State): State {
  return recounted(rebuildTrees(subject, state));
}

function copy(state: State, text: string): State {
  return text === '' ? state : wish(state, { kind: 'copy', text });
}

function pathOf(subject: Subject, state: State): string {
  const node = state.focus === 'waste' ? subject.waste[state.waste.row]?.node : selectedNode(state);
  return node === undefined || node === 0 ? '' : subject.names.pathText(node);
}

function requestOf(state: State): OpenRequest {
  return { node: selectedNode(state), view: state.isSplit ? 'layer' : state.view, layer: state.layers.row };
}

function wish(state: State, effect: Effect): State {
  return { ...state, effects: [...state.effects, effect] };
}
