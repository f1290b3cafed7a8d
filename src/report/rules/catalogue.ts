import { CONTEXT_RULES } from './context-rules.ts';
import { IMAGE_RULES } from './image-rules.ts';
import type { RuleText } from './rule-text.ts';

/** Everything that plimsoll says about rules, in the order of docs/rules.md. */
export const RULE_CATALOGUE: readonly RuleText[] = [...CONTEXT_RULES, ...IMAGE_RULES];
