import { type GateReport, type Issue, issuesOf } from '../gate/issue.ts';
import { printable } from '../text/printable.ts';
import { distinctFingerprints } from './fingerprint.ts';
import { renderJson } from './json.ts';

const SEVERITIES = { error: 'major', warning: 'minor', note: 'info' } as const;

/** GitLab's code quality report. An issue that points nowhere is placed on the subject itself. */
export function renderGitlab(report: GateReport): string {
  const issues = issuesOf(report).filter(({ accepted }) => accepted === null);
  const prints = distinctFingerprints(issues.map(({ identity }) => identity));
  return renderJson(issues.map((issue, index) => entry(issue, prints[index]!)));
}

function entry({ id, severity, message, fix, source, subject }: Issue, print: string): object {
  return {
    description: printable(fix === null ? message : `${message} ${fix}`),
    check_name: id,
    fingerprint: print,
    severity: SEVERITIES[severity],
    location: { path: source?.file ?? subject, lines: { begin: source?.line ?? 1 } },
  };
}
