import { countText } from '../../core/count-text.ts';
import type { Verdict } from '../../core/verdict.ts';
import { type GateReport, isGrave, unjudged } from './issue.ts';

/** The verdict on a whole report in a few words: `2 of 10 budgets are broken`. */
export function headline(report: GateReport): string {
  const verdicts = report.verdicts ?? [];
  const failOn = report.kind === 'check' ? report.failOn : 'never';
  const reached = report.findings.filter((finding) => isGrave(finding, failOn)).length;
  const unread = report.kind === 'check' ? unjudged(report).length : 0;
  const parts = [
    ...budgetParts(verdicts),
    ...(unread === 0 ? [] : [`${countText(unread, 'thing')} without budgets could not be read`]),
    ...(reached === 0 ? [] : [`${countText(reached, 'finding')} too grave`]),
  ];
  if (parts.length > 0) return parts.join(', ');
  return report.findings.length === 0 ? 'no findings' : countText(report.findings.length, 'finding');
}

function budgetParts(verdicts: readonly Verdict[]): readonly string[] {
  if (verdicts.length === 0) return [];
  const count = (status: Verdict['status']): number =>
    verdicts.filter((verdict) => verdict.status === status && verdict.error === null).length;
  const unread = verdicts.filter(({ error }) => error !== null).length;
  const [broken, near, skipped] = [count('fail'), count('warn'), count('skipped')];
  const all = countText(verdicts.length, 'budget');
  const kept = verdicts.length - broken - unread - skipped;
  const isAll = kept === verdicts.length && kept > 1;
  return [
    broken > 0
      ? `${broken} of ${all} broken`
      : unread > 0
        ? ''
        : isAll
          ? `all ${all} kept`
          : `${kept} of ${all} kept`,
    unread === 0 ? '' : `${unread} of ${all} could not be measured`,
    near === 0 ? '' : `${near} near the limit`,
    skipped === 0 ? '' : `${skipped} skipped`,
  ].filter((part) => part !== '');
}
