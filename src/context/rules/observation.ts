import type { Fact, Observation, Place } from '../../core/finding.ts';
import { CONTEXT_SEVERITY, type ContextRuleId } from './severities.ts';

/** What a rule saw, with its own severity. */
export function observation(
  rule: ContextRuleId,
  bytes: number,
  place: Place,
  facts: Readonly<Record<string, Fact>> = {},
): Observation {
  return { rule, severity: CONTEXT_SEVERITY[rule], bytes, place, facts };
}
