import { type Decision, NO_MATCH, type RuleScope } from './rule-scope.ts';
import { type RuleSet, Sighting, tryRule } from './rule-set.ts';

/**
 * What the rules say of a path directly inside a directory, given what they said of the directory: a rule that matched the directory matches here
 * without being tried, and one that could change nothing is not tried at all, so it is not inherited either.
 * Source: moby/patternmatcher, MatchesUsingParentResults.
 */
export function matchEntry(scope: RuleScope, path: string, name: string): Decision {
  const candidates = candidatesFor(scope, name);
  const inherited = scope.decision.matched;
  const { rules, sightings } = scope.set;
  let matched: number[] | null = null;
  let excluded = false;
  for (let c = 0, i = 0; c < candidates.length || i < inherited.length; ) {
    const index = Math.min(candidates[c] ?? rules.length, inherited[i] ?? rules.length);
    const rule = rules[index]!;
    const isInherited = inherited[i] === index;
    if (isInherited) i++;
    if (candidates[c] === index) c++;
    if (!isInherited) {
      if (rule.isException !== excluded) {
        if (sightings[index] === Sighting.None && rule.test?.(path)) sightings[index] = Sighting.Pointless;
        continue;
      }
      if (!tryRule(scope.set, rule, path)) continue;
      sightings[index] = Sighting.Match;
    }
    matched ??= [];
    matched.push(index);
    excluded = !rule.isException;
  }
  if (matched === null) return NO_MATCH;
  const decidedBy = matched.at(-1)!;
  if (excluded && scope.set.hasExceptions) noteOverruled(scope.set, candidates, decidedBy, path);
  return { excluded, decidedBy, matched };
}

/** An exception above the rule that excludes the path would bring it back if it stood below: it did match, for nothing. */
function noteOverruled(
  { rules, sightings }: RuleSet,
  candidates: readonly number[],
  decidedBy: number,
  path: string,
): void {
  for (const index of candidates) {
    if (index >= decidedBy) return;
    const rule = rules[index]!;
    if (rule.isException && sightings[index] !== Sighting.Match && rule.test?.(path))
      sightings[index] = Sighting.Match;
  }
}

/** Every rule that is not among these, in ascending order, cannot match the path. */
function candidatesFor(scope: RuleScope, name: string): readonly number[] {
  if (scope.byName.size === 0 && scope.set.byName.size === 0) return scope.tried;
  const here = scope.byName.get(name);
  const anywhere = scope.set.byName.get(name);
  if (here === undefined && anywhere === undefined) return scope.tried;
  return [...scope.tried, ...(here ?? []), ...(anywhere ?? [])].sort((a, b) => a - b);
}
