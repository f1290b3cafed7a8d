import { BY_PRODUCT_RULES } from './context/by-products.ts';
import { IGNORE_FILE_RULES } from './context/ignore-file.ts';
import { COPY_RULES, TRANSFER_RULES } from './context/transfer.ts';
import type { RuleText } from './rule-text.ts';

/** What plimsoll says about build contexts. */
export const CONTEXT_RULES: readonly RuleText[] = [
  ...BY_PRODUCT_RULES,
  ...IGNORE_FILE_RULES,
  ...TRANSFER_RULES,
  ...COPY_RULES,
];
