import { endingKey, endingTable } from '../../core/ending-filter.ts';
import { type NameTree, ROOT } from '../index/name-tree.ts';

/** One place in a pattern: of pattern `pattern`, all names before `index` are matched. */
interface Position {
  readonly pattern: number;
  readonly index: number;
}

interface State {
  readonly positions: readonly Position[];
  /** Patterns that a path which ends here matches. */
  readonly accepted: readonly number[];
  /** By class of a name: one more than the number of the next state; 0 while nobody asked. */
  readonly next: Int32Array;
}

/** Class of all names that no pattern spells out. */
const ANY_NAME = 0;
/** Stands for such a name; no pattern can spell it. */
const SOME_NAME = '\0';

/**
 * Which of many path patterns each node of a name tree matches, in one step from its parent. A pattern is names joined by slashes: a name,
 * `*` for any name, `*.ext` for an extension, `**` for any number of names (at least one at the end). The states of the patterns side by side are
 * made when they are first met, and most names are told apart by their last three bytes.
 */
export class PathAutomaton {
  readonly #patterns: readonly (readonly string[])[];
  readonly #classes: ReadonlyMap<string, number>;
  /** Classes of extensions, with their dot. */
  readonly #extensions: ReadonlyMap<string, number>;
  readonly #samples: readonly string[];
  readonly #endings: Uint8Array;
  readonly #states: State[] = [];
  readonly #numbers = new Map<string, number>();

  constructor(patterns: readonly string[]) {
    this.#patterns = patterns.map((pattern) => splitPattern(pattern));
    const spelled = [...new Set(this.#patterns.flat())].filter((name) => name !== '*' && name !== '**');
    const numbered = spelled.map((name, n): [string, number] => [name, n + 1]);
    this.#classes = new Map(numbered.filter(([name]) => !name.startsWith('*')));
    this.#extensions = new Map(
      numbered.filter(([name]) => name.startsWith('*')).map(([name, n]) => [name.slice(1), n]),
    );
    this.#samples = [
      SOME_NAME,
      ...spelled.map((name) => (name.startsWith('*') ? SOME_NAME + name.slice(1) : name)),
    ];
    this.#endings = endingTable(spelled.map((name) => name.replace(/^\*/, '')));
  }

  /** By node of the tree: its state. */
  run(names: NameTree): Int32Array {
    const states = new Int32Array(names.size);
    states[ROOT] = this.#stateOf(this.#closure(this.#patterns.map((_, pattern) => ({ pattern, index: 0 }))));
    // A node is made after its parent, so that one pass upwards meets parents first.
    for (let node = ROOT + 1; node < states.length; node++) {
      const isSpelled = this.#endings[endingKey(names.nameEnding(node))] === 1;
      const name = isSpelled ? this.#classOf(names.nameLatin1(node)) : ANY_NAME;
      states[node] = this.#step(states[names.parent(node)]!, name);
    }
    return states;
  }

  /** Patterns that a path in this state matches, by their number. */
  accepted(state: number): readonly number[] {
    return this.#states[state]!.accepted;
  }

  #classOf(name: string): number {
    const known = this.#classes.get(name);
    if (known !== undefined) return known;
    const dot = name.lastIndexOf('.');
    return dot < 0 ? ANY_NAME : (this.#extensions.get(name.slice(dot)) ?? ANY_NAME);
  }

  #step(state: number, name: number): number {
    const { next, positions } = this.#states[state]!;
    next[name] ||= 1 + this.#stateOf(this.#closure(this.#advance(positions, this.#samples[name]!)));
    return next[name]! - 1;
  }

  #advance(positions: readonly Position[], name: string): readonly Position[] {
    return positions.flatMap(({ pattern, index }) => {
      const part = this.#patterns[pattern]![index];
      if (part === '**') return [{ pattern, index }];
      return part !== undefined && isMatch(part, name) ? [{ pattern, index: index + 1 }] : [];
    });
  }

  /** `**` also stands for no name at all. */
  #closure(positions: readonly Position[]): readonly Position[] {
    return positions.flatMap(({ pattern, index }) => {
      const open = this.#patterns[pattern]![index] === '**';
      return open
        ? [
            { pattern, index },
            { pattern, index: index + 1 },
          ]
        : [{ pattern, index }];
    });
  }

  #stateOf(positions: readonly Position[]): number {
    const key = [...new Set(positions.map(({ pattern, index }) => `${pattern}:${index}`))].sort().join(' ');
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const accepted = positions.filter(({ pattern, index }) => index === this.#patterns[pattern]!.length);
    const number = this.#states.push({
      positions,
      accepted: [...new Set(accepted.map(({ pattern }) => pattern))],
      next: new Int32Array(this.#samples.length),
    });
    this.#numbers.set(key, number - 1);
    return number - 1;
  }
}

function splitPattern(pattern: string): readonly string[] {
  const parts = pattern.split('/');
  return parts.at(-1) === '**' ? [...parts.slice(0, -1), '*', '**'] : parts;
}

function isMatch(part: string, name: string): boolean {
  if (part === '*') return true;
  return part.startsWith('*') ? name.endsWith(part.slice(1)) && name.length >= part.length : part === name;
}
