import { compareText } from '../core/order.ts';
import type { PathKind, PathVisitor, VisitPath } from '../core/path-visit.ts';
import { TopList } from '../core/top-list.ts';
import type { Contributor } from '../core/verdict.ts';
import type { PathBudget } from './budget.ts';
import { pathCover } from './path-cover.ts';

/** What the pattern of one path budget covers. */
interface PathTally {
  readonly bytes: number;
  /** Paths of every type but directories; directories count where nothing else is covered. */
  readonly paths: number;
  /** Files by bytes, largest first, then by path; as many as were asked for. */
  readonly largest: readonly Contributor[];
}

/** Path budgets that are being measured: feed the visitors, then read the tallies. */
export interface PathTallies {
  /** Takes the paths that are sent, or of the final tree; null when no budget asks. */
  readonly final: PathVisitor | null;
  /** Takes the entries of every layer; null when no budget asks. */
  readonly layers: PathVisitor | null;
  readonly of: (budget: PathBudget) => PathTally;
}

/** Begins to measure path budgets; `base` is the number of layers that are not own, `top` the length of the ranked lists (0: all). */
export function beginTallies(budgets: readonly PathBudget[], base: number, top: number): PathTallies {
  const tallies = new Map(budgets.map((budget) => [budget, new Tally(top)]));
  const visitorOf = (range: PathBudget['range']): PathVisitor | null => {
    const ranged = budgets.filter((budget) => budget.range === range);
    return ranged.length === 0 ? null : visitor(ranged, tallies, base);
  };
  return { final: visitorOf('final'), layers: visitorOf('any-layer'), of: (budget) => tallies.get(budget)! };
}

function visitor(
  budgets: readonly PathBudget[],
  tallies: ReadonlyMap<PathBudget, Tally>,
  base: number,
): PathVisitor {
  const cover = pathCover(budgets.map((budget) => budget.pattern));
  const visit: VisitPath = (path, kind, bytes, layer, body) => {
    for (const index of cover.of(path)) {
      const budget = budgets[index]!;
      if (budget.scope === 'own' && (layer ?? base) < base) continue;
      const shown = kind === 'directory' ? `${path}/` : path;
      const name = budget.range === 'any-layer' && layer !== null ? `${shown} (layer ${layer})` : shown;
      tallies.get(budget)!.add(name, kind, bytes, body);
    }
  };
  return { visit, ...cover };
}

class Tally implements PathTally {
  bytes = 0;
  #others = 0;
  readonly #files: TopList<Contributor>;
  readonly #directories: Contributor[] = [];
  #directoryCount = 0;
  readonly #bodies = new Set<number>();
  readonly #top: number;

  constructor(top: number) {
    this.#files = new TopList(top, (a, b) => b.bytes - a.bytes || compareText(a.name, b.name));
    this.#top = top === 0 ? Number.POSITIVE_INFINITY : top;
  }

  get paths(): number {
    return this.#others || this.#directoryCount;
  }

  get largest(): readonly Contributor[] {
    return this.#others > 0 ? this.#files.sorted() : this.#directories;
  }

  add(name: string, kind: PathKind, bytes: number, body: number): void {
    if (kind === 'directory') {
      this.#directoryCount++;
      if (this.#directories.length < this.#top) this.#directories.push({ name, bytes: 0 });
      return;
    }
    this.#others++;
    const own = this.#bodies.has(body) ? 0 : bytes;
    if (body >= 0) this.#bodies.add(body);
    this.bytes += own;
    this.#files.add({ name, bytes: own });
  }
}
