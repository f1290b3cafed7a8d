import type { Observation, Severity } from '../core/finding.ts';

/** All that plimsoll says about one rule; docs/rules.md and `plimsoll rules` are made from it. */
export interface RuleText {
  /** `context/oversized-file`. */
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
  /** One sentence about one case. */
  readonly message: (seen: Observation) => string;
  /** The cure for one case, or null. */
  readonly fix: (seen: Observation) => string | null;
}
