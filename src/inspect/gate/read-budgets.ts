import { type Budget, readBudget } from '../../budget/budget.ts';
import { acceptBudget } from '../../config/accept.ts';
import { parseBudgetText } from '../../config/budget-text.ts';
import type { ContextBudget, ImageBudget } from '../../config/config.ts';
import { configError } from '../../config/origin.ts';

/** Budgets that came with a call, in numbers; throws a `usage` or `config` error for one that makes no sense. */
export function readBudgets(
  kind: 'context' | 'image',
  written: readonly (string | ContextBudget | ImageBudget)[],
): Promise<readonly Budget[]> {
  return Promise.all(written.map((one) => budgetOf(kind, one)));
}

async function budgetOf(
  kind: 'context' | 'image',
  written: string | ContextBudget | ImageBudget,
): Promise<Budget> {
  const accepted =
    typeof written === 'string'
      ? await parseBudgetText(kind, written)
      : await acceptBudget(kind, written, (complaint) => configError(null, complaint));
  return readBudget(accepted, null);
}
