import type { Severity } from '../../core/finding.ts';
import type { ReportHead } from '../../core/report.ts';

/** What a rule sees, why it matters, and what to do. */
export interface RuleReport {
  /** `image/apt-lists-kept`. */
  readonly id: string;
  /** Unless the configuration says otherwise. */
  readonly severity: Severity;
  /** One line. */
  readonly title: string;
  /** What the rule sees. */
  readonly what: string;
  /** Why it matters. */
  readonly why: string;
  /** What to do in general. */
  readonly cure: string;
  /** How bytes at stake are measured. */
  readonly measured: string;
  /** When to turn it off. */
  readonly off: string;
}

/** All rules, or those that were asked for. */
export interface RulesReport extends ReportHead<'rules'> {
  readonly rules: readonly RuleReport[];
}
