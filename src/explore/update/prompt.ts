import { PlimsollError } from '../../core/errors.ts';
import { isCharacter, type KeyName } from '../keys/keys.ts';
import type { MatchMode } from '../search/matcher.ts';
import type { Prompt, State } from '../state.ts';
import type { Subject } from '../subject/subject.ts';
import { beginFilter, beginSearch } from './searching.ts';
import { goTo, rebuildTrees } from './tree.ts';
import { searchViewer } from './viewing.ts';

/** Longest text of a prompt: more is no search. */
const LONGEST = 1000;

/** Begins to ask for a text; a filter that is in force is there to be changed. */
export function ask(state: State, kind: Prompt['kind']): State {
  const before = kind === 'filter' ? state.filter : null;
  const text = before?.source ?? '';
  const mode = before?.mode ?? 'text';
  const search = kind === 'search' ? null : state.search;
  return { ...state, search, prompt: { kind, text, mode, complaint: null, before }, message: null };
}

/** A key while a text is being typed: what is sought changes with every character. */
export function typeKey(subject: Subject, state: State, prompt: Prompt, key: KeyName): State {
  switch (key) {
    case 'enter':
      return prompt.complaint === null ? { ...state, prompt: null } : state;
    case 'esc':
    case 'ctrl+c':
      return giveUp(subject, state, prompt);
    case 'backspace':
      if (prompt.text === '') return giveUp(subject, state, prompt);
      return changed(subject, state, { ...prompt, text: [...prompt.text].slice(0, -1).join('') });
    case 'ctrl+u':
      return changed(subject, state, { ...prompt, text: '' });
    case 'tab':
      return changed(subject, state, { ...prompt, mode: prompt.mode === 'text' ? 'regex' : 'text' });
    default: {
      const typed = key === 'space' ? ' ' : key;
      if (!isCharacter(typed) || prompt.text.length >= LONGEST) return state;
      return changed(subject, state, { ...prompt, text: prompt.text + typed });
    }
  }
}

function changed(subject: Subject, state: State, prompt: Prompt): State {
  const asked = { ...state, prompt: { ...prompt, complaint: null } };
  try {
    return sought(subject, asked, prompt.kind, prompt.text, prompt.mode);
  } catch (error) {
    if (!(error instanceof PlimsollError)) throw error;
    return { ...asked, prompt: { ...prompt, complaint: error.message } };
  }
}

function sought(subject: Subject, state: State, kind: Prompt['kind'], text: string, mode: MatchMode): State {
  switch (kind) {
    case 'search': {
      const next = beginSearch(subject, state, text, mode);
      if (next.search?.scan.test === null) throw new PlimsollError('usage', 'no regular expression');
      return next;
    }
    case 'filter':
      return beginFilter(subject, state, text, mode);
    case 'viewer-search':
      return searchViewer(state, text, mode);
  }
}

function giveUp(subject: Subject, state: State, prompt: Prompt): State {
  const next = { ...state, prompt: null };
  switch (prompt.kind) {
    case 'search':
      return state.search === null ? next : goTo(subject, { ...next, search: null }, state.search.origin);
    case 'filter':
      return rebuildTrees(subject, { ...next, filter: prompt.before });
    case 'viewer-search':
      return { ...next, viewer: state.viewer && { ...state.viewer, search: null } };
  }
}
