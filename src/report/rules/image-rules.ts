import type { RuleText } from '../rule-text.ts';
import { LANGUAGE_CACHE_RULES, SYSTEM_CACHE_RULES } from './image/caches.ts';
import { HIDDEN_RULES } from './image/hidden.ts';
import { LEFTOVER_RULES } from './image/leftovers.ts';

/** What plimsoll says about images. */
export const IMAGE_RULES: readonly RuleText[] = [
  ...HIDDEN_RULES,
  ...SYSTEM_CACHE_RULES,
  ...LANGUAGE_CACHE_RULES,
  ...LEFTOVER_RULES,
];
