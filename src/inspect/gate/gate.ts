import type { BaselineEntry } from '../../budget/baseline.ts';
import type { Budget } from '../../budget/budget.ts';

/** What one context or image is held to. */
export interface Gate {
  /** What verdicts call it. */
  readonly name: string;
  readonly budgets: readonly Budget[];
  /** What the baseline knows of it; `itself` while a baseline is being written. */
  readonly against: BaselineEntry | 'itself' | null;
  /** Length of contributor lists; 0 is all. */
  readonly top: number;
}
