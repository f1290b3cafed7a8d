import type { ContextBudget, ImageBudget, Suppression } from './config.ts';

/** A budget that is proposed. */
export interface ProposedBudget {
  readonly budget: ContextBudget | ImageBudget;
  /** What it measures now; null for one that needs no number. */
  readonly measured: number | null;
  readonly unit: 'bytes' | 'count' | 'ratio';
  /** False for a habit that is not kept yet: it is shown, not in force. */
  readonly isKept: boolean;
}

/** A context or image with the budgets that are proposed for it. */
export interface ProposedTarget {
  readonly kind: 'context' | 'image';
  readonly path: string;
  readonly dockerfile: string | null;
  readonly target: string | null;
  /** The trade whose habits are proposed: `node`. */
  readonly flavour: string;
  readonly budgets: readonly ProposedBudget[];
  /** True when the archive is still to be made. */
  readonly isMissing: boolean;
  /** Why it could not be measured; then nothing is proposed. */
  readonly failure: string | null;
}

/** A finding that would fail the first check, as it would be accepted. */
export type AcceptedFinding = Pick<Suppression, 'rule' | 'path'>;

/** A starting configuration before it has words. */
export interface Proposal {
  readonly targets: readonly ProposedTarget[];
  /** In order, each once. */
  readonly accepted: readonly AcceptedFinding[];
}
