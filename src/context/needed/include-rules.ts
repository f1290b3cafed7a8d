import { compileRules } from '../../ignore/rule.ts';
import { type RuleSet, ruleSet } from '../../ignore/rule-set.ts';

/**
 * Patterns of the ignore dialect that no ignore file holds: what BuildKit asks for, `--parents` and `--exclude`.
 * Throws an `ignore-file` error that names `file` and `line` where Docker refuses one.
 */
export function patternRules(patterns: readonly string[], file: string, line = 0): RuleSet {
  const lines = patterns.map((pattern) => ({ line, text: pattern, pattern }));
  return ruleSet(compileRules(lines, file), file);
}
