import { join } from 'node:path';
import type { FindingPolicy } from '../../budget/finding-policy.ts';
import type { CheckReport, SubjectFinding, SuppressedFinding } from '../../budget/report.ts';
import type { FailOn } from '../../config/config.ts';
import type { ConfigInForce } from '../../config/in-force.ts';
import type { Finding } from '../../core/finding.ts';
import { reportHead, type Warning } from '../../core/report.ts';
import type { SourceLine, Verdict } from '../../core/verdict.ts';
import { isGrave } from '../../report/gate/issue.ts';
import { findingSource, originSource, repositoryPath } from './repository-path.ts';
import type { PreparedSubject, SubjectOutcome } from './subject.ts';

/** What a check report is made from. */
export interface CheckParts {
  readonly config: ConfigInForce;
  readonly policy: FindingPolicy;
  readonly failOn: FailOn;
  readonly subjects: readonly PreparedSubject[];
  readonly outcomes: readonly SubjectOutcome[];
  /** True when nothing was left to other shards. */
  readonly isWhole: boolean;
  /** What paths of the repository are relative to. */
  readonly root: string;
  readonly warnings: readonly Warning[];
}

/** Puts the outcomes of all subjects together, in the configuration's order. */
export function checkReport(parts: CheckParts): CheckReport {
  const { config, policy, failOn, subjects, outcomes, isWhole, root, warnings } = parts;
  const found = outcomes.map((outcome, index) => settleFindings(subjects[index]!, outcome, policy, root));
  const findings = found.flatMap((part) => part.findings);
  const verdicts = outcomes.flatMap((outcome) => outcome.verdicts);
  const failures = outcomes.flatMap(({ failure }) => (failure === null ? [] : [failure]));
  const isFailed = failures.length > 0 || findings.some((finding) => isGrave(finding, failOn));
  return {
    ...reportHead('check'),
    config: config.file,
    status: isFailed ? 'fail' : worst(verdicts),
    failOn,
    subjects: outcomes.map(({ summary }) => summary),
    verdicts,
    findings,
    suppressed: found.flatMap((part) => part.suppressed),
    failures,
    warnings: [
      ...config.warnings,
      ...warnings,
      ...outcomes.flatMap((outcome) => outcome.warnings),
      ...policy.warnings(isWhole),
    ],
    reports: outcomes.flatMap(({ report }) => (report === null ? [] : [report])),
  };
}

function worst(verdicts: readonly Verdict[]): CheckReport['status'] {
  const statuses = new Set(verdicts.map(({ status }) => status));
  return statuses.has('fail') ? 'fail' : statuses.has('warn') ? 'warn' : 'pass';
}

function settleFindings(
  { target }: PreparedSubject,
  outcome: SubjectOutcome,
  policy: FindingPolicy,
  root: string,
): { readonly findings: readonly SubjectFinding[]; readonly suppressed: readonly SuppressedFinding[] } {
  const findings: SubjectFinding[] = [];
  const suppressed: SuppressedFinding[] = [];
  const subject = { kind: target.kind, name: target.name };
  const dockerfile = dockerfileSource(target, root);
  const base = target.kind === 'context' ? target.path : null;
  for (const raw of outcome.findings) {
    const rated = policy.rate<Finding>(raw);
    if (rated === null) continue;
    const fallbacks = [dockerfile, originSource(root, target.origin)];
    const finding = { ...rated, subject, source: findingSource(root, base, rated, fallbacks) };
    const accepted = policy.accept(rated);
    if (accepted === null) findings.push(finding);
    else suppressed.push({ ...finding, reason: accepted.reason, until: accepted.until ?? null });
  }
  return { findings, suppressed };
}

function dockerfileSource(target: PreparedSubject['target'], root: string): SourceLine | null {
  const named = target.dockerfile ?? (target.kind === 'context' ? join(target.path, 'Dockerfile') : null);
  const file = named === null ? null : repositoryPath(root, named);
  return file === null ? null : { file, line: null };
}
