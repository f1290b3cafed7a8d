import { PlimsollError } from '../../core/errors.ts';
import { literalRule } from '../../ignore/literal.ts';
import { type IgnoreLine, readIgnoreFile } from '../../ignore/reader.ts';
import { compileRules } from '../../ignore/rule.ts';
import { ruleSet } from '../../ignore/rule-set.ts';
import { traceRules } from '../../ignore/trace.ts';
import type { ContextPlace } from '../place.ts';
import { type LanePlan, laneOf } from '../plan/plan.ts';
import type { VerdictChange, Walk } from '../report.ts';

/** A verdict that is to be turned around. */
export interface Turnable {
  readonly path: string;
  readonly isExcluded: boolean;
  /** Lines of the rules that have a hand in it, the deciding one first. */
  readonly lines: readonly number[];
}

/**
 * One line of the ignore file that turns a verdict around, found by trying: a new last line for this path alone, else a rule to do without.
 * Null when no single line does.
 */
export function findChange(
  place: ContextPlace,
  walk: Walk,
  plan: LanePlan,
  turnable: Turnable,
): VerdictChange | null {
  const { path, isExcluded, lines } = turnable;
  const text = `${isExcluded ? '!' : ''}${literalRule(path)}`;
  const turns = (changed: readonly IgnoreLine[]): boolean =>
    isExcludedBy(place, walk, changed, path) === !isExcluded;
  if (turns([...plan.lines, ...readIgnoreFile(Buffer.from(text), 'a new line')]))
    return { kind: 'append', line: null, text };
  const line = lines.find((one) => turns(plan.lines.filter((other) => other.line !== one)));
  if (line === undefined) return null;
  return { kind: 'remove', line, text: plan.lines.find((other) => other.line === line)!.text };
}

/** Null when the builder refuses the rules. */
function isExcludedBy(
  place: ContextPlace,
  walk: Walk,
  lines: readonly IgnoreLine[],
  path: string,
): boolean | null {
  try {
    const lane = laneOf(place, walk, ruleSet(compileRules(lines, 'the changed file'), 'the changed file'));
    return traceRules(lane.rules, path, lane.skipsExcluded).excluded;
  } catch (error) {
    if (error instanceof PlimsollError) return null;
    throw error;
  }
}
