import type { Finding, Observation } from '../../core/finding.ts';
import { RULE_CATALOGUE } from './catalogue.ts';
import type { RuleText } from './rule-text.ts';

const RULES: ReadonlyMap<string, RuleText> = new Map(RULE_CATALOGUE.map((rule) => [rule.id, rule]));

/** What a rule saw, in words. */
export function wordFinding(seen: Observation): Finding {
  const rule = RULES.get(seen.rule);
  return { ...seen, message: rule?.message(seen) ?? seen.rule, fix: rule?.fix(seen) ?? null };
}

/** All that is said about a rule; null for an id that no rule has. */
export function findRule(id: string): RuleText | null {
  return RULES.get(id) ?? null;
}

/** The ids of all rules. */
export function ruleIds(): readonly string[] {
  return [...RULES.keys()];
}
