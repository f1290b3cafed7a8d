import { showStrayBytes } from '../../core/byte-text.ts';
import type { IgnoreRule } from '../../ignore/rule.ts';
import { type RuleSet, Sighting } from '../../ignore/rule-set.ts';
import type { RuleUse } from '../report.ts';
import type { Detail } from './detail.ts';

/** What each rule of the ignore file did in this walk. */
export function ruleUses(set: RuleSet, detail: Detail): readonly RuleUse[] {
  return set.rules.flatMap((rule, index) =>
    rule.line === 0
      ? []
      : {
          line: rule.line,
          text: showStrayBytes(rule.text),
          kind: rule.isException ? 'reinclude' : 'exclude',
          decidedFiles: detail.decidedFiles[index]!,
          decidedBytes: detail.decidedBytes[index]!,
          state: stateOf(set, rule, index, detail),
        },
  );
}

/** An exception that only ever met what was not excluded, or what is skipped anyway, is inert; any other match in vain is in the shadow of other rules. */
function stateOf(set: RuleSet, rule: IgnoreRule, index: number, detail: Detail): RuleUse['state'] {
  if (detail.isUsed[index]) return 'used';
  if (detail.isInVain[index]) return 'inert';
  if (set.sightings[index] === Sighting.Match) return 'shadowed';
  if (set.sightings[index] === Sighting.Pointless) return rule.isException ? 'inert' : 'shadowed';
  return coveringRule(set, index) === null ? 'unused' : 'shadowed';
}

/** Asking each rule about each other is for files that somebody wrote. */
const MOST_RULES = 1000;

/** The last rule that excludes a directory in which a plain path lies, so that nobody asks about the path itself; null for none. */
export function coveringRule({ rules }: RuleSet, index: number): number | null {
  const { kind, pattern, isException } = rules[index]!;
  if (kind !== 'exact' || isException || !pattern.includes('/') || rules.length > MOST_RULES) return null;
  const parents = pattern.split('/').map((_, depth, names) => names.slice(0, depth).join('/'));
  const covers = (rule: IgnoreRule, at: number): boolean =>
    at !== index && !rule.isException && parents.some((parent) => parent !== '' && rule.test?.(parent));
  const last = rules.findLastIndex(covers);
  return last < 0 ? null : last;
}
