import { LANGUAGE_CACHE_RULES, SYSTEM_CACHE_RULES } from './image/caches.ts';
import { CONTENT_RULES } from './image/content.ts';
import { HIDDEN_RULES } from './image/hidden.ts';
import { LEFTOVER_RULES } from './image/leftovers.ts';
import { SECRET_RULES } from './image/secrets.ts';
import { STEP_RULES } from './image/steps.ts';
import type { RuleText } from './rule-text.ts';

/** What plimsoll says about images. */
export const IMAGE_RULES: readonly RuleText[] = [
  ...SECRET_RULES,
  ...HIDDEN_RULES,
  ...SYSTEM_CACHE_RULES,
  ...LANGUAGE_CACHE_RULES,
  ...LEFTOVER_RULES,
  ...CONTENT_RULES,
  ...STEP_RULES,
];
