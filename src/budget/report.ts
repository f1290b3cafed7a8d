import type { ContextReport } from '../context/report.ts';
import type { Bytes, Count } from '../core/bytes.ts';
import type { ReportHead } from '../core/report.ts';
import type { ImageReport } from '../image/report.ts';

/** What a budget is about. */
export interface BudgetSubject {
  readonly kind: 'context' | 'image';
  readonly name: string;
  /** The pattern of a path budget. */
  readonly path: string | null;
  readonly layer: Count | null;
}

/** Who is responsible for what was measured. */
export interface Contributor {
  readonly name: string;
  readonly bytes: Bytes;
}

/** One budget, measured. */
export interface Verdict {
  readonly budget: string;
  readonly subject: BudgetSubject;
  /** Null when it could not be measured. */
  readonly measured: number | null;
  readonly unit: 'bytes' | 'count' | 'ratio';
  readonly limit: number;
  /** limit - measured; negative when broken. */
  readonly headroom: number | null;
  readonly baseline: number | null;
  readonly delta: number | null;
  readonly status: 'pass' | 'warn' | 'fail' | 'skipped';
  /** One sentence. */
  readonly reason: string;
  readonly contributors: readonly Contributor[];
}

/** Every budget of a configuration. */
export interface CheckReport extends ReportHead<'check'> {
  readonly status: 'pass' | 'warn' | 'fail';
  readonly verdicts: readonly Verdict[];
  readonly reports: readonly (ContextReport | ImageReport)[];
}
