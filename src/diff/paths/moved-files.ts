import type { NameTree } from '../../image/index/name-tree.ts';
import { comparePaths } from '../../image/index/path-order.ts';
import type { ContentReader } from '../content/content-reader.ts';
import { type PathColumns, TYPE } from './path-columns.ts';
import { type Comparison, metadataChanges, type PathStates, STATE } from './path-states.ts';

/** Files that may be the same: those that went, and those that came. */
interface Candidates {
  readonly gone: number[];
  readonly come: number[];
}

/** Groups up to this size are compared each with each; larger ones by fingerprints. */
const FEW = 4;

/**
 * Finds files that went at one path and came at another with equal content, and turns each such pair into one move. Files of equal size and
 * name are looked at first, then all others of sizes that both sides have; of several equal ones the first in path order goes with the
 * first. Empty files never moved.
 */
export function findMoves(
  names: NameTree,
  comparison: Comparison,
  states: PathStates,
  reader: ContentReader,
): void {
  const moves = new Moves(names, comparison, states, reader);
  moves.pairGroups((node, size) => `${size} ${names.nameLatin1(node)}`);
  moves.pairGroups((_, size) => size);
}

class Moves {
  readonly #names: NameTree;
  readonly #comparison: Comparison;
  readonly #states: PathStates;
  readonly #reader: ContentReader;

  constructor(names: NameTree, comparison: Comparison, states: PathStates, reader: ContentReader) {
    this.#names = names;
    this.#comparison = comparison;
    this.#states = states;
    this.#reader = reader;
  }

  /** Pairs equal files that share a key. */
  pairGroups(keyOf: (node: number, size: number) => string | number): void {
    for (const { gone, come } of this.#candidates(keyOf)) {
      if (gone.length <= FEW && come.length <= FEW) this.#pairFew(this.#inOrder(gone), this.#inOrder(come));
      else for (const group of this.#byContent(gone, come)) this.#pairAll(group);
    }
  }

  #candidates(keyOf: (node: number, size: number) => string | number): readonly Candidates[] {
    const { before, after } = this.#comparison;
    const groups = new Map<string | number, Candidates>();
    this.#visit(STATE.removed, before, (node, size) => {
      const key = keyOf(node, size);
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { gone: [node], come: [] });
      else known.gone.push(node);
    });
    if (groups.size === 0) return [];
    this.#visit(STATE.added, after, (node, size) => groups.get(keyOf(node, size))?.come.push(node));
    return [...groups.values()].filter(({ come }) => come.length > 0);
  }

  #visit(state: number, columns: PathColumns, visit: (node: number, size: number) => void): void {
    for (let node = 1; node < this.#states.state.length; node++) {
      if (this.#states.state[node] !== state || columns.type[node] !== TYPE.file) continue;
      const size = columns.bytes[node]!;
      if (size > 0) visit(node, size);
    }
  }

  /** Reads up to the first difference. */
  #pairFew(gone: readonly number[], come: readonly number[]): void {
    const left = [...gone];
    for (const node of come) {
      const at = left.findIndex((old) => this.#reader.compare(old, node) === 'same');
      if (at >= 0) this.#mark(left.splice(at, 1)[0]!, node);
    }
  }

  #byContent(gone: readonly number[], come: readonly number[]): readonly Candidates[] {
    const groups = new Map<string, Candidates>();
    for (const node of gone) {
      const print = this.#reader.fingerprint('before', node);
      if (print === null) continue;
      const known = groups.get(print);
      if (known === undefined) groups.set(print, { gone: [node], come: [] });
      else known.gone.push(node);
    }
    for (const node of come) {
      const print = this.#reader.fingerprint('after', node);
      if (print !== null) groups.get(print)?.come.push(node);
    }
    return [...groups.values()].filter((group) => group.come.length > 0);
  }

  #pairAll(group: Candidates): void {
    const [gone, come] = [this.#inOrder(group.gone), this.#inOrder(group.come)];
    for (let at = 0; at < gone.length && at < come.length; at++) this.#mark(gone[at]!, come[at]!);
  }

  #inOrder(nodes: readonly number[]): readonly number[] {
    const names = this.#names;
    return nodes.length === 1 ? nodes : [...nodes].sort((a, b) => comparePaths(names, a, b));
  }

  #mark(old: number, now: number): void {
    this.#states.state[old] = STATE.left;
    this.#states.state[now] = STATE.moved;
    this.#states.from[now] = old;
    this.#states.changes[now] = metadataChanges(this.#comparison, old, now);
  }
}
