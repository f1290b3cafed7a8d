import { showStrayBytes } from '../core/byte-text.ts';
import type { IgnoreRule } from '../ignore/rule.ts';
import type { Detail } from './detail.ts';
import type { RuleUse } from './report.ts';

/** What each rule of the ignore file did in this walk. */
export function ruleUses(rules: readonly IgnoreRule[], detail: Detail): readonly RuleUse[] {
  return rules.flatMap(({ line, text, isException }, index) =>
    line === 0
      ? []
      : {
          line,
          text: showStrayBytes(text),
          kind: isException ? 'reinclude' : 'exclude',
          decidedFiles: detail.decidedFiles[index]!,
          decidedBytes: detail.decidedBytes[index]!,
          state: detail.isUsed[index] ? 'used' : 'unused',
        },
  );
}
