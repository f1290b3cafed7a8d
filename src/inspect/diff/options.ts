import { PlimsollError } from '../../core/errors.ts';
import type { Finding } from '../../core/finding.ts';
import { reportHead, type Warning } from '../../core/report.ts';
import type { FoldedTree } from '../../core/tree/folded-tree.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { DiffFacts, DiffScope } from '../../diff/diff-facts.ts';
import type { DiffReport } from '../../diff/report.ts';
import { COMPARE_LIMIT } from '../../image/bodies/compare-rewrites.ts';
import { TOP } from '../list-lengths.ts';

/** What of a comparison to tell. */
export interface DiffOptions {
  /** `state=added`, `layer=3`, `min=1MB`, `path=usr/**` or a pattern alone; of one key any, of several keys all. */
  readonly filter?: readonly string[] | undefined;
  /** Length of the ranked lists; default 100, 0 is all. */
  readonly top?: number | undefined;
  /** Bytes that comparing contents may read; default 2 GB. */
  readonly compareLimit?: number | undefined;
  /** Is given all that differs as a tree, cut to its largest parts: what the map of an HTML page shows. */
  readonly onTree?: ((tree: FoldedTree) => void) | undefined;
}

/** The options with their defaults. */
export function scopeOf({ filter, top, compareLimit, onTree }: DiffOptions): DiffScope {
  return { filter: filter ?? [], top: top ?? TOP, compareLimit: compareLimit ?? COMPARE_LIMIT, onTree };
}

/** What is told beside the comparison itself. */
interface Beside {
  /** Of the two sides. */
  readonly warnings: readonly Warning[];
  /** What only the later side has. */
  readonly findings: readonly Finding[];
  /** Null where no budgets were given. */
  readonly verdicts: readonly Verdict[] | null;
}

/** A comparison with the head that every report has. */
export function reportOf(facts: DiffFacts, { warnings, findings, verdicts }: Beside): DiffReport {
  return {
    ...reportHead('diff'),
    findings,
    ...facts,
    warnings: [...warnings, ...facts.warnings],
    ...(verdicts === null ? {} : { verdicts }),
  };
}

/** Budgets need more than a saved report has. */
export function refuseSavedBudgets(): PlimsollError {
  return new PlimsollError('usage', 'Budgets cannot be judged on saved reports.', {
    hint: 'Give the archives or directories themselves.',
  });
}
