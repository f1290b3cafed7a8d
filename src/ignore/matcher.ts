import { type RuleSet, tryRule } from './rule-set.ts';

/** What the rules say of one path, and what its children inherit. */
export interface Verdict {
  readonly excluded: boolean;
  /** Index of the last rule that matched, -1 for none. */
  readonly decidedBy: number;
  /** Indices, ascending, of the rules that matched here or on a parent. */
  readonly matched: readonly number[];
}

const NONE: readonly number[] = [];

/** The verdict in force at the context root, which no rule touches. */
export const ROOT_VERDICT: Verdict = { excluded: false, decidedBy: -1, matched: NONE };

/**
 * What the rules say of a path, given what they said of its directory: a rule that matched the directory matches here without being tried,
 * and one that could change nothing is not tried at all, so it is not inherited either.
 * Source: moby/patternmatcher, MatchesUsingParentResults.
 */
export function matchEntry(set: RuleSet, path: string, parent: Verdict): Verdict {
  const { rules } = set;
  const inherited = parent.matched;
  let matched: number[] | null = null;
  let excluded = false;
  let decidedBy = -1;
  for (let index = 0, next = 0; index < rules.length; index++) {
    const rule = rules[index]!;
    if (inherited[next] === index) next++;
    else if (rule.isException !== excluded || !tryRule(set, rule, path)) continue;
    matched ??= [];
    matched.push(index);
    excluded = !rule.isException;
    decidedBy = index;
  }
  return matched === null ? ROOT_VERDICT : { excluded, decidedBy, matched };
}
