import type { Finding } from '../../core/finding.ts';
import type { ImageObservations } from '../../image/rules/observe.ts';
import type { SavingsReport } from '../../image/rules/report.ts';

/** Savings with the words of the findings that they are from. */
export function savingsReport(
  { savings, unavoidableBytes }: ImageObservations,
  findings: readonly Finding[],
  storedBytes: number,
): SavingsReport {
  return {
    avoidableBytes: savings.avoidableBytes,
    remainingBytes: storedBytes - savings.avoidableBytes,
    baseBytes: savings.baseBytes,
    unavoidableBytes,
    list: savings.list.map(({ sighting, bytes, rules }) => {
      const { place, rule, fix } = findings[sighting]!;
      return {
        layer: place.layer ?? null,
        instruction: place.instruction ?? null,
        rule,
        rules,
        bytes,
        cure: fix,
        file: place.file ?? null,
        line: place.line ?? null,
      };
    }),
  };
}
