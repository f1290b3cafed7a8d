import { parseByteSize } from '../../core/bytes.ts';
import { PlimsollError } from '../../core/errors.ts';
import { cleanPath } from '../../core/posix-path.ts';
import { isGoMatchPattern } from '../../ignore/go-match.ts';
import { type CompiledPattern, compilePattern } from '../../ignore/pattern.ts';
import { type NameTree, NONE, ROOT } from '../../image/index/name-tree.ts';
import type { PathColumns } from './path-columns.ts';
import { CHANGE, earlierNode, type PathStates, STATE, STATE_NAMES } from './path-states.ts';

type PathTest = NonNullable<CompiledPattern['test']>;

/** Which differing paths to list. */
export interface PathFilter {
  /** Each condition as `key=value`. */
  readonly conditions: readonly string[];
  /** None given: any. */
  readonly states: readonly number[];
  readonly layers: readonly number[];
  readonly patterns: readonly PathTest[];
  /** Bytes that the path has on one side at least. */
  readonly least: number;
}

/** What nobody wants to see unless asked: nothing differs but times, as far as anybody can tell. */
function isQuiet({ state, changes }: PathStates, node: number): boolean {
  const is = state[node]!;
  if (is === STATE.uncompared) return (changes[node]! & ~CHANGE.times) === 0;
  return is === STATE.unchanged || is === STATE.touched;
}

/**
 * Reads conditions: `state=added`, `layer=3`, `min=1MB`, `path=usr/lib/**` (Docker's dialect, a directory covers what is below it), or a
 * pattern alone. Conditions of one key are alternatives, those of several keys hold together. Throws a `usage` error.
 */
export function parsePathFilter(texts: readonly string[]): PathFilter {
  const states: number[] = [];
  const layers: number[] = [];
  const patterns: PathTest[] = [];
  let least = 0;
  const conditions = texts.map((text) => (/^(state|layer|min|path)=/.test(text) ? text : `path=${text}`));
  for (const condition of conditions) {
    const value = condition.slice(condition.indexOf('=') + 1);
    if (condition.startsWith('state=')) states.push(parseState(value));
    else if (condition.startsWith('layer=')) layers.push(parseLayer(value));
    else if (condition.startsWith('min=')) least = parseByteSize(value, 'The filter');
    else patterns.push(parsePattern(value));
  }
  return { conditions, states, layers, patterns, least };
}

function parseState(value: string): number {
  const state = STATE_NAMES.indexOf(value as (typeof STATE_NAMES)[number]) + 1;
  if (state > 0) return state;
  throw new PlimsollError('usage', `"${value}" is no state of a path.`, {
    hint: `Write one of ${STATE_NAMES.join(', ')}.`,
  });
}

function parseLayer(value: string): number {
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new PlimsollError('usage', `"${value}" is no number of a layer.`, {
    hint: 'Count layers from 0 at the base.',
  });
}

function parsePattern(value: string): PathTest {
  const clean = cleanPath(value.trim()).replace(/^\/(?=.)/, '');
  if (clean === '/' || clean === '.') return () => true;
  const test = isGoMatchPattern(clean) ? compilePattern(clean).test : null;
  if (test !== null) return test;
  throw new PlimsollError('usage', `"${value}" is no pattern of Docker's dialect.`, {
    hint: 'Close its class, or escape the character with a backslash.',
  });
}

/** Tells which nodes pass; asked in ascending order of nodes it tries each pattern once on each directory. */
export function nodeFilter(
  filter: PathFilter,
  names: NameTree,
  states: PathStates,
  before: PathColumns,
  after: PathColumns,
): (node: number) => boolean {
  const covers = coverTest(filter.patterns, names);
  return (node) => {
    const state = states.state[node]!;
    if (state === 0 || state === STATE.left) return false;
    if (filter.states.length > 0 ? !filter.states.includes(state) : isQuiet(states, node)) return false;
    const old = earlierNode(states, node);
    const layer = state === STATE.removed ? (before.layer[node] ?? NONE) : (after.layer[node] ?? NONE);
    if (filter.layers.length > 0 && !filter.layers.includes(layer)) return false;
    const bytes = Math.max(before.bytes[old] ?? 0, after.bytes[node] ?? 0);
    return bytes >= filter.least && (covers(node) || (old !== node && covers(old)));
  };
}

/** What is known of a node: nothing yet, or whether a pattern covers it. */
const COVER = { unknown: 0, covered: 1, bare: 2 } as const;

/** Whether a pattern matches the path or a directory above it. */
function coverTest(patterns: readonly PathTest[], names: NameTree): (node: number) => boolean {
  if (patterns.length === 0) return () => true;
  const known = new Uint8Array(names.size);
  known[ROOT] = COVER.bare;
  return (node) => {
    const unknown: number[] = [];
    let at = node;
    for (; known[at] === COVER.unknown; at = names.parent(at)) unknown.push(at);
    let isCovered = known[at] === COVER.covered;
    for (const next of unknown.reverse()) {
      if (!isCovered) {
        const path = names.pathText(next);
        isCovered = patterns.some((test) => test(path));
      }
      known[next] = isCovered ? COVER.covered : COVER.bare;
    }
    return known[node] === COVER.covered;
  };
}
