import { PlimsollError } from '../../core/errors.ts';
import { type Filter, parseFilter } from '../search/filter.ts';
import type { MatchMode } from '../search/matcher.ts';
import { hitFrom, nextHit } from '../search/next-hit.ts';
import { beginScan, countShown, isDone, type Scan, stepScan } from '../search/scan.ts';
import { type ActiveFilter, type State, selectedNode } from '../state.ts';
import type { Subject } from '../subject/subject.ts';
import { goTo, rebuildTrees } from './tree.ts';

/** Begins to seek a text in all paths; the cursor goes to the first match at or after the origin as soon as one is known. */
export function beginSearch(subject: Subject, state: State, text: string, mode: MatchMode): State {
  const origin = state.search?.origin ?? selectedNode(state);
  if (text === '') return goTo(subject, { ...state, search: null }, origin);
  const scan = beginScan(subject.names, text, mode);
  return stepSearch(subject, { ...state, search: { scan, origin, shown: null } });
}

/** Looks at more paths, for the search and for the filter. */
export function stepScans(subject: Subject, state: State): State {
  return stepFilter(subject, stepSearch(subject, state));
}

/** The next or previous match; a sentence where there is none. */
export function visitMatch(subject: Subject, state: State, direction: 1 | -1): State {
  const { search } = state;
  if (search === null)
    return { ...state, message: { text: 'Nothing is sought: / begins a search.', isError: false } };
  const grounds = { names: subject.names, tree: state.tree.shown, scan: search.scan };
  const node = nextHit(grounds, selectedNode(state), direction);
  return node < 0 ? state : goTo(subject, state, node);
}

/** A filter from what was typed. Its text takes a while to be found; all else is at once. Throws a `usage` error. */
export function beginFilter(subject: Subject, state: State, source: string, mode: MatchMode): State {
  const filter = parseFilter(source, subject.states);
  if (isEmpty(filter)) return rebuildTrees(subject, { ...state, filter: null });
  const scan = filter.text === '' ? null : beginScan(subject.names, filter.text, mode);
  if (scan !== null && scan.test === null) throw new PlimsollError('usage', 'no regular expression');
  const active: ActiveFilter = { source, mode, filter, scan };
  if (scan === null) return rebuildTrees(subject, { ...state, filter: active });
  return stepFilter(subject, { ...state, filter: active });
}

/** Counts again what of the matches another tree shows. */
export function recounted(state: State): State {
  const { search } = state;
  return search === null ? state : { ...state, search: { ...search, shown: shownCount(state, search.scan) } };
}

function stepSearch(subject: Subject, state: State): State {
  const { search } = state;
  if (search === null || isDone(search.scan)) return state;
  const scan = stepScan(subject.names, search.scan);
  const shown = isDone(scan) ? shownCount(state, scan) : null;
  const next: State = { ...state, search: { ...search, scan, shown } };
  const isSettled = scan.count === search.scan.count && !isDone(scan);
  return isSettled ? next : toFirst(subject, next, scan, search.origin);
}

/** The cursor moves while the text is typed, and when a step found something; where nothing is found it goes back. */
function toFirst(subject: Subject, state: State, scan: Scan, origin: number): State {
  if (state.prompt?.kind !== 'search' && selectedNode(state) !== origin) return state;
  const node = hitFrom({ names: subject.names, tree: state.tree.shown, scan }, origin);
  return goTo(subject, state, node < 0 ? origin : node);
}

/** While its text is still being sought the filter shows nothing new: half a result would jump about. */
function stepFilter(subject: Subject, state: State): State {
  const { filter } = state;
  if (filter === null || filter.scan === null || isDone(filter.scan)) return state;
  const scan = stepScan(subject.names, filter.scan);
  const next: State = { ...state, filter: { ...filter, scan } };
  return isDone(scan) ? recounted(rebuildTrees(subject, next)) : next;
}

function shownCount({ tree }: State, scan: Scan): number {
  const { kept, source } = tree.shown;
  return countShown(scan, (node) => source.state[node] !== 0 && (kept === null || kept[node] === 1));
}

function isEmpty(filter: Filter): boolean {
  return filter.text === '' && filter.minBytes === 0 && filter.layer === null && filter.states === null;
}
