import type { Observation } from '../../core/finding.ts';
import type { RuleReport } from './report.ts';

/** All that plimsoll says about one rule, in general and of one case; docs/rules.md and `plimsoll rules` are made from it. */
export interface RuleText extends RuleReport {
  /** One sentence about one case. */
  readonly message: (seen: Observation) => string;
  /** The cure for one case, or null. */
  readonly fix: (seen: Observation) => string | null;
}
