import { matchEntry } from './matcher.ts';
import type { IgnoreRule } from './rule.ts';
import { enterScope, rootScope } from './rule-scope.ts';
import type { RuleSet } from './rule-set.ts';

/** The rule that decides on one path, tried on it and on the directories above it as a walk does; null when none matches or one fails. */
export function decisionOn(set: RuleSet, path: string): IgnoreRule | null {
  let scope = rootScope(set);
  let decidedBy = -1;
  let at = '';
  try {
    for (const name of path.split('/')) {
      at = at === '' ? name : `${at}/${name}`;
      const verdict = matchEntry(scope, at, name);
      decidedBy = verdict.decidedBy;
      scope = enterScope(scope, at, verdict);
    }
  } catch {
    return null;
  }
  return set.rules[decidedBy] ?? null;
}
