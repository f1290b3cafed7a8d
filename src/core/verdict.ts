import type { Bytes, Count } from './bytes.ts';
import type { ErrorCode } from './errors.ts';

/** What a budget is about. */
export interface BudgetSubject {
  readonly kind: 'context' | 'image';
  readonly name: string;
  /** The pattern of a path budget. */
  readonly path: string | null;
  /** The layer that a `layer` budget found the largest. */
  readonly layer: Count | null;
}

/** Who is responsible for what was measured. */
export interface Contributor {
  readonly name: string;
  readonly bytes: Bytes;
}

/** What became of one layer or path since the baseline. */
export interface Change {
  readonly kind: 'layer' | 'path';
  readonly name: string;
  /** Null when it was not there, or not among the largest that the baseline keeps. */
  readonly before: Bytes | null;
  readonly after: Bytes | null;
  /**
   * after - before.
   * @asType integer
   */
  readonly delta: number;
}

/** A line of a text file in the repository. */
export interface SourceLine {
  /** Relative to the root of the repository where there is one, else to the working directory. */
  readonly file: string;
  readonly line: Count | null;
}

/** One budget, measured. */
export interface Verdict {
  readonly budget: string;
  readonly subject: BudgetSubject;
  readonly scope: 'all' | 'own';
  /** What of it: of a path budget `total`, `files` or `forbidden`; of a growth budget which total grows; else null. */
  readonly of: string | null;
  /** Null when it could not be measured. */
  readonly measured: number | null;
  readonly unit: 'bytes' | 'count' | 'ratio';
  /** Inclusive: equal passes. Of a growth budget the total at which it would fail, null without a baseline. */
  readonly limit: number | null;
  /** From here on it warns; null: never. */
  readonly warnAt: number | null;
  /** What is left below the limit (of an efficiency, above it); negative when broken. */
  readonly headroom: number | null;
  readonly baseline: number | null;
  /** measured - baseline. */
  readonly delta: number | null;
  readonly status: 'pass' | 'warn' | 'fail' | 'skipped';
  /** One sentence. */
  readonly reason: string;
  readonly contributors: readonly Contributor[];
  /** What grew, shrank, came and went since the baseline, largest change first. */
  readonly changes: readonly Change[];
  /** Where the budget is written. */
  readonly source: SourceLine | null;
  /** Why it could not be measured: the code of the failure. Such a verdict fails, and the exit status is 2. */
  readonly error: ErrorCode | null;
}
