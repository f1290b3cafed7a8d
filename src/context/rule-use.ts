import { showStrayBytes } from '../core/byte-text.ts';
import type { IgnoreRule } from '../ignore/rule.ts';
import { type RuleSet, Sighting } from '../ignore/rule-set.ts';
import type { Detail } from './detail.ts';
import type { RuleUse } from './report.ts';

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
  return 'unused';
}
