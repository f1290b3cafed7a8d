import { parseByteSize } from '../../core/bytes.ts';
import { PlimsollError } from '../../core/errors.ts';
import { type NameTree, ROOT } from '../../image/index/name-tree.ts';
import type { StateGroup, StateStyle, SubjectTree } from '../subject/subject.ts';

/** What a filter asks of a path: all of it. */
export interface Filter {
  /** Sought in names or paths; empty for none. */
  readonly text: string;
  /** Least bytes, of a directory with all below it. */
  readonly minBytes: number;
  readonly layer: number | null;
  /** Letters of states; null for all. */
  readonly states: string | null;
}

/**
 * Reads `text >5MB layer:3 state:AM`, in any order; what is none of these words is the text. `min=5MB layer=3 state=added`, as `diff --filter` has
 * it, is the same. Throws a `usage` error.
 */
export function parseFilter(source: string, styles: readonly StateStyle[]): Filter {
  let [minBytes, layer, states]: [number, number | null, string | null] = [0, null, null];
  const words: string[] = [];
  for (const word of source.split(' ')) {
    const [, key, value = ''] = /^(>|(?:min|layer|state)[:=])(.*)$/.exec(word) ?? [];
    if (key === undefined) words.push(word);
    else if (value === '')
      continue; // still being typed
    else if (key.startsWith('layer')) layer = layerNumber(value);
    else if (key.startsWith('state')) states = stateLetters(value, styles);
    else minBytes = parseByteSize(value, 'the least size');
  }
  return { text: words.join(' ').trim(), minBytes, layer, states };
}

function layerNumber(value: string): number {
  if (/^\d{1,6}$/.test(value)) return Number(value);
  throw new PlimsollError('usage', `layer:${value} is no number of a layer.`);
}

/** Letters as they are typed, or the letters of a word: `AM`, `added`. */
function stateLetters(value: string, styles: readonly StateStyle[]): string {
  const word = value.toLowerCase();
  const named = styles.slice(1).filter((style) => style.word === word || style.group === word);
  if (named.length > 0) return named.map(letterOf).join('');
  const known = [...new Set(styles.slice(1).map(letterOf))];
  const letters = value.toUpperCase();
  if ([...letters].every((letter) => known.includes(letter))) return letters;
  throw new PlimsollError('usage', `${value} is no state: one of ${known.join(' ')}`);
}

function letterOf({ letter }: StateStyle): string {
  return letter === ' ' ? 'U' : letter;
}

/** What of a subject's tree a filter is applied to. */
export interface FilterGrounds {
  readonly names: NameTree;
  readonly states: readonly StateStyle[];
  readonly tree: SubjectTree;
  readonly filter: Filter | null;
  /** By node, 1 where the filter's text was found; null when it has none. */
  readonly hits: Uint8Array | null;
  /** States that are hidden by key. */
  readonly hidden: readonly StateGroup[];
}

/**
 * By node, 1 for what is shown: paths that the filter takes, what is below them, and the directories above. Null when that is everything.
 */
export function keptNodes({ names, states, tree, filter, hits, hidden }: FilterGrounds): Uint8Array | null {
  if (filter === null && hidden.length === 0) return null;
  const { state } = tree;
  const passes = states.map((style) => !hidden.includes(style.group) && takesState(filter, style));
  const least = filter?.minBytes ?? 0;
  const layer = filter?.layer ?? null;
  const kept = new Uint8Array(state.length);
  const found = hits && spread(names, hits, state.length);
  for (let node = state.length - 1; node > ROOT; node--) {
    if (state[node] === 0) continue;
    const isTaken =
      passes[state[node]!] === true &&
      (found === null || found[node] === 1) &&
      (least === 0 || tree.bytes(node) >= least) &&
      (layer === null || tree.layer(node) === layer);
    if (isTaken) kept[node] = 1;
    if (kept[node] === 1) kept[names.parent(node)] = 1;
  }
  return kept;
}

function takesState(filter: Filter | null, style: StateStyle): boolean {
  return filter === null || filter.states === null || filter.states.includes(letterOf(style));
}

/** What is below a match counts as found, too. Children have higher numbers than their parents. */
function spread(names: NameTree, hits: Uint8Array, length: number): Uint8Array {
  const found = hits.slice(0, length);
  for (let node = ROOT + 1; node < length; node++) if (found[names.parent(node)] === 1) found[node] = 1;
  return found;
}
