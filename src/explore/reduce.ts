import { actionOf } from './keys/key-map.ts';
import type { KeyName } from './keys/keys.ts';
import { areasOf, rowsIn } from './layout/areas.ts';
import { helpLines } from './layout/help-pane.ts';
import type { Event, State } from './state.ts';
import type { Subject } from './subject/subject.ts';
import { act, answer } from './update/actions.ts';
import { resized } from './update/moving.ts';
import { ask, typeKey } from './update/prompt.ts';
import { scrollTop } from './update/scroll.ts';
import { stepScans } from './update/searching.ts';
import { firstTree } from './update/tree.ts';
import { viewKey } from './update/viewing.ts';

/** The first state: all up to the last layer, which is the image as it is in the end. */
export function firstState(subject: Subject, columns: number, rows: number): State {
  const layer = Math.max(0, subject.layers.length - 1);
  const view = subject.layers.length > 0 ? 'upTo' : 'final';
  const state: State = {
    columns,
    rows,
    focus: subject.layers.length > 0 ? 'layers' : 'tree',
    layers: { row: layer, top: 0 },
    view,
    isSplit: false,
    order: 'size',
    measure: 'change',
    hasAttributes: false,
    hidden: [],
    expanded: new Uint8Array(subject.names.size),
    tree: firstTree(subject, view, layer),
    lower: null,
    details: { row: 0, top: 0 },
    about: subject.layers.length > 0 ? 'layer' : 'path',
    waste: { row: 0, top: 0 },
    filter: null,
    search: null,
    prompt: null,
    question: null,
    viewer: null,
    help: null,
    message: null,
    effects: [],
  };
  return resized(subject, state);
}

/** What an event makes of the state. Nothing else changes it, and it changes nothing else. */
export function reduce(subject: Subject, state: State, event: Event): State {
  switch (event.kind) {
    case 'key':
      return pressed(subject, { ...state, message: null }, event.key);
    case 'resize':
      return resized(subject, { ...state, columns: event.columns, rows: event.rows });
    case 'step':
      return stepScans(subject, state);
    case 'opened':
      return { ...state, viewer: event.viewer, message: null };
    case 'said':
      return { ...state, message: event.message };
    case 'taken':
      return { ...state, effects: [] };
  }
}

/** Whoever is on top gets the key: a text that is typed, a question, the help, an open file, then the panes. */
function pressed(subject: Subject, state: State, key: KeyName): State {
  if (state.prompt !== null) return typeKey(subject, state, state.prompt, key);
  if (state.question !== null) return answer(state, state.question, key);
  if (key === 'ctrl+c') return act(subject, state, 'quit');
  if (state.help !== null) return helpKey(subject, state, state.help, key);
  if (state.viewer !== null) {
    if (key === '/') return ask(state, 'viewer-search');
    return viewKey(state, state.viewer, key) ?? passedOn(subject, state, key);
  }
  const action = actionOf(key, state.focus);
  return action === null ? state : act(subject, state, action);
}

/** Keys that mean the same with a file open. */
function passedOn(subject: Subject, state: State, key: KeyName): State {
  const action = actionOf(key, state.focus);
  return action === 'save' || action === 'copy' || action === 'help' ? act(subject, state, action) : state;
}

function helpKey(subject: Subject, state: State, top: number, key: KeyName): State {
  const { body } = areasOf(state, true);
  const count = helpLines(subject, body.width).length;
  const to = (row: number): State => ({ ...state, help: scrollTop(row, count, rowsIn(body)) });
  switch (key) {
    case 'j':
    case 'down':
      return to(top + 1);
    case 'k':
    case 'up':
      return to(top - 1);
    case 'space':
    case ' ':
    case 'd':
    case 'pgdn':
      return to(top + rowsIn(body));
    case 'u':
    case 'pgup':
      return to(top - rowsIn(body));
    default:
      return { ...state, help: null };
  }
}
