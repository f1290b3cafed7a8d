import type { RuleSet } from './rule-set.ts';

/** What the rules say of one path, and what its children inherit. */
export interface Decision {
  readonly excluded: boolean;
  /** Index of the last rule that matched, -1 for none. */
  readonly decidedBy: number;
  /** Indices, ascending, of the rules that matched here or on a parent. */
  readonly matched: readonly number[];
}

/** No rule matched, as at the context root, which no rule touches. */
export const NO_MATCH: Decision = { excluded: false, decidedBy: -1, matched: [] };

/** The rules as they stand inside one directory: what it hands down, and which of them can match a path directly in it. */
export interface RuleScope {
  readonly set: RuleSet;
  /** On the directory itself. */
  readonly decision: Decision;
  /** Number of slashes in the paths directly inside. */
  readonly depth: number;
  /** Indices of the rules that can match something inside, those of {@link RuleSet.byName} apart. */
  readonly alive: readonly number[];
  /** Of these: to be tried on every path directly inside, in order. */
  readonly tried: readonly number[];
  /** Of these: plain paths, by base name. */
  readonly byName: ReadonlyMap<string, readonly number[]>;
}

/** The rules as they stand in the context root. */
export function rootScope(set: RuleSet): RuleScope {
  return scopeFrom(set, set.scattered, '', 0, NO_MATCH);
}

/** The rules as they stand in a directory below; `decision` is what they say of the directory itself. */
export function enterScope(parent: RuleScope, directory: string, decision: Decision): RuleScope {
  return scopeFrom(parent.set, parent.alive, `${directory}/`, parent.depth + 1, decision);
}

function scopeFrom(
  set: RuleSet,
  candidates: readonly number[],
  prefix: string,
  depth: number,
  decision: Decision,
): RuleScope {
  const alive = candidates.filter((index) => canMatchBelow(set, index, prefix, depth));
  const byName = new Map<string, number[]>();
  const tried: number[] = [];
  for (const index of alive) {
    const { depth: own, name } = set.shapes[index]!;
    if (own !== null && own !== depth) continue;
    if (name === null) tried.push(index);
    else byName.set(name, [...(byName.get(name) ?? []), index]);
  }
  return { set, decision, depth, alive, tried, byName };
}

function canMatchBelow(set: RuleSet, index: number, prefix: string, depth: number): boolean {
  const { head, depth: own } = set.shapes[index]!;
  if (own !== null && own < depth) return false;
  return head.startsWith(prefix) || prefix.startsWith(head);
}
