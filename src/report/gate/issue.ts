import type { CheckReport } from '../../budget/report.ts';
import type { ComposeReport } from '../../compose/report.ts';
import type { ContextReport } from '../../context/report.ts';
import type { Finding, Severity } from '../../core/finding.ts';
import { cleanPath } from '../../core/posix-path.ts';
import type { SourceLine, Verdict } from '../../core/verdict.ts';
import type { ImageReport } from '../../image/report.ts';

/** A report that has verdicts and findings. */
export type GateReport = ContextReport | ImageReport | ComposeReport | CheckReport;

/** A verdict that is no pass, or a finding: what the formats of other tools take. */
export interface Issue {
  /** `budget/total`, or the rule's id. */
  readonly id: string;
  readonly severity: Severity;
  readonly message: string;
  readonly fix: string | null;
  readonly bytes: number;
  /** False where the base of an image is to blame. */
  readonly own: boolean;
  readonly subject: string;
  /** Where to point at; null when nothing in the repository is to blame. */
  readonly source: SourceLine | null;
  /** Why it is accepted; null when it is not. */
  readonly accepted: string | null;
  /** Stays the same while numbers change. */
  readonly identity: string;
}

/** The id of a subject that could not be read. */
export const UNREADABLE = 'check/unreadable';
/** Severities in their order. */
export const GRAVITY: Readonly<Record<Severity, number>> = { error: 3, warning: 2, note: 1 };
const SEVERITY: Readonly<Record<Verdict['status'], Severity | null>> = {
  fail: 'error',
  warn: 'warning',
  skipped: 'note',
  pass: null,
};

/** What is wrong in a report, the gravest and largest first. */
export function issuesOf(report: GateReport): readonly Issue[] {
  const verdicts = (report.verdicts ?? []).flatMap(verdictIssue);
  return [...failureIssues(report), ...verdicts, ...findingIssues(report)].sort(
    (a, b) => GRAVITY[b.severity] - GRAVITY[a.severity] || b.bytes - a.bytes,
  );
}

/** True when a finding is at least as grave as a severity and the base is not to blame for it; nothing reaches `never`. */
export function isGrave(
  { severity, own }: Pick<Finding, 'severity' | 'own'>,
  least: Severity | 'never',
): boolean {
  return own !== false && least !== 'never' && GRAVITY[severity] >= GRAVITY[least];
}

/** What the subjects of a report are called. */
export function subjectNames(report: GateReport): readonly string[] {
  if (report.kind === 'check') return [...new Set(report.subjects.map(({ name }) => name))];
  return report.kind === 'compose' ? report.builds.map(({ name }) => name) : [subjectName(report)];
}

/** What a report of one context or one image calls it. */
export function subjectName(report: ContextReport | ImageReport): string {
  return report.kind === 'context' ? report.root : (report.archive.path ?? '-');
}

function verdictIssue(verdict: Verdict): readonly Issue[] {
  const severity = SEVERITY[verdict.status];
  if (severity === null) return [];
  const { budget, subject, scope, reason, source, headroom, unit } = verdict;
  const over = unit === 'bytes' && headroom !== null && headroom < 0 ? -headroom : 0;
  const id = `budget/${budget}`;
  const identity = [id, subject.kind, subject.name, scope, subject.path ?? ''].join('\n');
  const message = `${subject.kind} ${subject.name}: ${reason}`;
  return [
    {
      id,
      severity,
      message,
      fix: null,
      bytes: over,
      own: true,
      subject: subject.name,
      source,
      accepted: null,
      identity,
    },
  ];
}

/** What could not be read and has no budget whose verdict would say so. */
function failureIssues(report: GateReport): readonly Issue[] {
  if (report.kind !== 'check') return [];
  return unjudged(report).map(({ subject, message }) => ({
    id: UNREADABLE,
    severity: 'error',
    message: `${subject.kind} ${subject.name}: ${message}`,
    fix: null,
    bytes: 0,
    own: true,
    subject: subject.name,
    source: null,
    accepted: null,
    identity: [UNREADABLE, subject.kind, subject.name].join('\n'),
  }));
}

/** Failures of subjects that have no verdict. */
export function unjudged({ failures, verdicts }: CheckReport): CheckReport['failures'] {
  return failures.filter(({ subject }) => !verdicts.some(isAbout(subject)));
}

interface Subject {
  readonly kind: string;
  readonly name: string;
}

/** Tells the verdicts, findings and failures of one context or image from those of others. */
export function isAbout({ kind, name }: Subject): (part: { readonly subject: Subject }) => boolean {
  return ({ subject }) => subject.kind === kind && subject.name === name;
}

function findingIssues(report: GateReport): readonly Issue[] {
  if (report.kind === 'check') {
    const own = report.findings.map((finding) =>
      findingIssue(finding, finding.subject.name, finding.source, null),
    );
    const accepted = report.suppressed.map((finding) =>
      findingIssue(finding, finding.subject.name, finding.source, finding.reason),
    );
    return [...own, ...accepted];
  }
  if (report.kind === 'compose') {
    const roots = new Map(report.builds.map((build) => [build.name, build.report]));
    return report.findings.map((finding) => {
      const { name } = finding.subject;
      return findingIssue(finding, name, sourceOf(roots.get(name)!, finding), null);
    });
  }
  const name = subjectName(report);
  return report.findings.map((finding) => findingIssue(finding, name, sourceOf(report, finding), null));
}

function findingIssue(
  finding: Finding,
  subject: string,
  source: SourceLine | null,
  accepted: string | null,
): Issue {
  const { rule: id, severity, message, fix, bytes, place, own = true } = finding;
  const identity = [id, subject, place.path ?? '', place.file ?? '', place.instruction ?? ''].join('\n');
  // What the base is to blame for fails nothing, so it is no more than worth knowing.
  const shown = own ? severity : 'note';
  return { id, severity: shown, message, fix, bytes, own, subject, source, accepted, identity };
}

function sourceOf(report: ContextReport | ImageReport, { place }: Finding): SourceLine | null {
  if (report.kind === 'image') {
    const file = place.file ?? report.archive.path;
    return file === null ? null : { file, line: place.file === undefined ? null : (place.line ?? null) };
  }
  const path = place.file ?? place.path;
  if (path === undefined) return null;
  const file = path.startsWith('/') ? path : cleanPath(`${report.root}/${path}`);
  return { file, line: place.file === undefined ? null : (place.line ?? null) };
}
