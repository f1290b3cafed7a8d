import { PlimsollError } from '../core/errors.ts';
import { nearestText } from '../core/nearest.ts';
import { reportHead } from '../core/report.ts';
import { RULE_CATALOGUE } from '../report/rules/catalogue.ts';
import type { RuleReport, RulesReport } from '../report/rules/report.ts';
import type { RuleText } from '../report/rules/rule-text.ts';

/**
 * What plimsoll says about its rules: all of them, or the ones with these ids, where the part before the slash may be left out if only one rule
 * fits. Throws a `usage` error for an id that no rule has.
 */
export function explainRules(ids: readonly string[] = []): RulesReport {
  const rules = ids.length === 0 ? RULE_CATALOGUE : ids.flatMap(findRules);
  return {
    ...reportHead('rules'),
    findings: [],
    warnings: [],
    rules: rules.map(ruleReport),
  };
}

function findRules(id: string): readonly RuleText[] {
  const wanted = id.toLowerCase();
  const found = RULE_CATALOGUE.filter((rule) => rule.id === wanted || rule.id.endsWith(`/${wanted}`));
  if (found.length > 0) return found;
  const near =
    nearestText(
      wanted,
      RULE_CATALOGUE.map((rule) => rule.id),
    ) ??
    nearestText(
      wanted,
      RULE_CATALOGUE.map((rule) => shortId(rule.id)),
    ) ??
    RULE_CATALOGUE.find((rule) => rule.id.includes(wanted))?.id ??
    null;
  throw new PlimsollError(
    'usage',
    `"${id}" is the id of no rule${near === null ? '.' : `; did you mean "${near}"?`}`,
    {
      hint: 'Run plimsoll rules for all of them.',
    },
  );
}

function shortId(id: string): string {
  return id.slice(id.indexOf('/') + 1);
}

function ruleReport({ id, severity, title, what, why, cure, measured, off }: RuleText): RuleReport {
  return { id, severity, title, what, why, cure, measured, off };
}
