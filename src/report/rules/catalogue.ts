import type { Finding, Observation } from '../../core/finding.ts';
import { BY_PRODUCT_RULES } from './context/by-products.ts';
import { IGNORE_FILE_RULES } from './context/ignore-file.ts';
import { COPY_RULES, TRANSFER_RULES } from './context/transfer.ts';
import { LANGUAGE_CACHE_RULES, SYSTEM_CACHE_RULES } from './image/caches.ts';
import { CONTENT_RULES } from './image/content.ts';
import { HIDDEN_RULES } from './image/hidden.ts';
import { LEFTOVER_RULES } from './image/leftovers.ts';
import { SECRET_RULES } from './image/secrets.ts';
import { STEP_RULES } from './image/steps.ts';
import type { RuleText } from './rule-text.ts';

/** What plimsoll says about build contexts. */
const CONTEXT_RULES: readonly RuleText[] = [
  ...BY_PRODUCT_RULES,
  ...IGNORE_FILE_RULES,
  ...TRANSFER_RULES,
  ...COPY_RULES,
];

/** What plimsoll says about images. */
const IMAGE_RULES: readonly RuleText[] = [
  ...SECRET_RULES,
  ...HIDDEN_RULES,
  ...SYSTEM_CACHE_RULES,
  ...LANGUAGE_CACHE_RULES,
  ...LEFTOVER_RULES,
  ...CONTENT_RULES,
  ...STEP_RULES,
];

/** Everything that plimsoll says about rules, in the order of docs/rules.md. */
export const RULE_CATALOGUE: readonly RuleText[] = [...CONTEXT_RULES, ...IMAGE_RULES];

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
