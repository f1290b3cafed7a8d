import type { KeyName } from '../keys/keys.ts';
import { areasOf, rowsIn } from '../layout/areas.ts';
import { lineTest, type MatchMode } from '../search/matcher.ts';
import type { State } from '../state.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { scrollTop } from './scroll.ts';

const SIDEWAYS = 8;

/** A key while a file is open. Null for one that means nothing here. */
export function viewKey(state: State, viewer: Viewer, key: KeyName): State | null {
  const page = rowsIn(areasOf(state, false).body);
  const to = (top: number): State => ({
    ...state,
    viewer: { ...viewer, top: scrollTop(top, viewer.lines.length, page) },
  });
  switch (key) {
    case 'j':
    case 'down':
      return to(viewer.top + 1);
    case 'k':
    case 'up':
      return to(viewer.top - 1);
    case 'd':
    case 'pgdn':
    case 'space':
    case ' ':
      return to(viewer.top + page);
    case 'u':
    case 'pgup':
      return to(viewer.top - page);
    case 'g':
    case 'home':
      return to(0);
    case 'G':
    case 'end':
      return to(viewer.lines.length);
    case 'l':
    case 'right':
      return { ...state, viewer: { ...viewer, left: viewer.left + SIDEWAYS } };
    case 'h':
    case 'left':
      return { ...state, viewer: { ...viewer, left: Math.max(0, viewer.left - SIDEWAYS) } };
    case 'n':
      return atMatch(state, viewer, nextLine(viewer));
    case 'N':
      return atMatch(state, viewer, previousLine(viewer));
    case 'esc':
      return viewer.search === null
        ? { ...state, viewer: null }
        : { ...state, viewer: { ...viewer, search: null } };
    case 'q':
      return { ...state, viewer: null };
    default:
      return null;
  }
}

/** Seeks a text in the open file; the first match at or below the top comes into view. */
export function searchViewer(state: State, text: string, mode: MatchMode): State {
  const { viewer } = state;
  if (viewer === null) return state;
  const test = text === '' ? null : lineTest(text, mode);
  if (test === null) return { ...state, viewer: { ...viewer, search: null } };
  const lines = viewer.lines.flatMap((line, n) => (test(line) ? [n] : []));
  const found = { ...viewer, search: { text, lines } };
  return atMatch(state, found, lines.find((line) => line >= viewer.top) ?? lines[0]);
}

function nextLine({ search, top }: Viewer): number | undefined {
  return search?.lines.find((line) => line > top) ?? search?.lines[0];
}

function previousLine({ search, top }: Viewer): number | undefined {
  return search?.lines.findLast((line) => line < top) ?? search?.lines.at(-1);
}

/** A match is put into the first row, even near the end of the file: so the next one is always the one below it. */
function atMatch(state: State, viewer: Viewer, line: number | undefined): State {
  return { ...state, viewer: line === undefined ? viewer : { ...viewer, top: line } };
}
