import type { ContextEntry } from '../../context/report.ts';
import { NameTree } from '../../image/index/name-tree.ts';
import { ChildLists } from '../../image/tree/child-lists.ts';
import { addUp } from '../../image/tree/sums.ts';
import { STATE } from '../../image/tree/view.ts';
import type { NodeFacts, StateStyle, SubjectTree } from './subject.ts';

/** What is sent, and what is not: in the place of what is there, and what was removed. */
export const CONTEXT_STATES: readonly StateStyle[] = Array.from({ length: STATE.removed + 1 }, (_, state) =>
  state === STATE.removed
    ? { letter: 'X', tone: 'removed', group: 'removed', word: 'excluded' }
    : { letter: 'S', tone: 'plain', group: 'added', word: 'sent' },
);

/** A context as a tree: bytes of what is sent, and apart from them of what is excluded. */
export interface ContextTree extends SubjectTree {
  readonly names: NameTree;
  /** The entry of a node; undefined for the root. */
  readonly entry: (node: number) => ContextEntry | undefined;
  readonly sentBytes: (node: number) => number;
  readonly sentFiles: (node: number) => number;
  readonly excludedBytes: (node: number) => number;
  readonly excludedFiles: (node: number) => number;
}

/** Makes the tree from all entries of a context, those that are excluded among them. */
export function contextTree(entries: readonly ContextEntry[]): ContextTree {
  const names = new NameTree();
  const nodes = entries.map((entry) => {
    const bytes = Buffer.from(
      entry.pathBase64 ?? entry.path,
      entry.pathBase64 === undefined ? 'utf8' : 'base64',
    );
    return names.internPath(bytes, 0, bytes.length);
  });
  const { size } = names;
  const state = new Uint8Array(size).fill(STATE.unchanged);
  const entryOf = new Int32Array(size).fill(-1);
  const sums = {
    bytes: new Float64Array(size),
    totalBytes: new Float64Array(size),
    totalFiles: new Uint32Array(size),
    hiddenBytes: new Float64Array(size),
    hiddenFiles: new Uint32Array(size),
  };
  for (const [at, { sent, type, bytes }] of entries.entries()) {
    const node = nodes[at]!;
    entryOf[node] = at;
    if (!sent) state[node] = STATE.removed;
    if (type !== 'file') continue;
    (sent ? sums.totalBytes : sums.hiddenBytes)[node] = bytes ?? 0;
    (sent ? sums.totalFiles : sums.hiddenFiles)[node] = 1;
  }
  addUp(names, sums);
  const lists = new ChildLists(names, state, sums);
  const { totalBytes, hiddenBytes, totalFiles, hiddenFiles } = sums;
  const entry = (node: number): ContextEntry | undefined => entries[entryOf[node]!];
  return {
    names,
    state,
    entry,
    sentBytes: (node) => totalBytes[node]!,
    sentFiles: (node) => totalFiles[node]!,
    excludedBytes: (node) => hiddenBytes[node]!,
    excludedFiles: (node) => hiddenFiles[node]!,
    bytes: (node) => (state[node] === STATE.removed ? hiddenBytes[node]! : totalBytes[node]!),
    layer: () => null,
    hasChangesBelow: () => false,
    children: (node, order) => lists.of(node, order),
    childCount: (node) => lists.count(node),
    facts: (node) => factsOf(entry(node)),
  };
}

function factsOf(entry: ContextEntry | undefined): NodeFacts {
  const type = entry?.type ?? 'directory';
  return { type: type === 'other' ? 'fifo' : type, target: null, mode: entry?.mode ?? 0o755, uid: 0, gid: 0 };
}
