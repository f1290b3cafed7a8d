import type { Severity } from '../../core/finding.ts';
import type { Verdict } from '../../core/verdict.ts';
import { type GateReport, type Issue, isGrave, issuesOf, subjectNames, UNREADABLE } from '../gate/issue.ts';
import { verdictTitle } from '../gate/verdict-text.ts';
import { printable } from '../text/printable.ts';
import { sizeText } from '../text/size-text.ts';

const SIZES = { bytes: false, units: 'si' } as const;

/** One `<testcase>`. */
interface Case {
  readonly name: string;
  /** Attribute of a failure: `budget`, or the id of a finding's rule. */
  readonly type: string;
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped';
  readonly message: string;
  readonly detail: string;
}

/** JUnit XML: a suite for each context or image, a case for each budget and for each finding that fails the check. */
export function renderJunit(report: GateReport): string {
  const suites = subjectNames(report).map((subject) => ({ subject, cases: casesOf(report, subject) }));
  const all = suites.flatMap(({ cases }) => cases);
  const body = suites.map(({ subject, cases }) => suiteXml(subject, cases)).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="plimsoll" ${tally(all)}>\n${body}</testsuites>\n`;
}

function casesOf(report: GateReport, subject: string): readonly Case[] {
  const failOn: Severity | 'never' = report.kind === 'check' ? report.failOn : 'error';
  const verdicts = (report.verdicts ?? []).filter((verdict) => verdict.subject.name === subject);
  const findings = issuesOf(report).filter(
    (issue) =>
      issue.subject === subject &&
      !issue.id.startsWith('budget/') &&
      issue.accepted === null &&
      isGrave(issue, failOn),
  );
  return [...verdicts.map(verdictCase), ...findings.map(findingCase)];
}

function verdictCase(verdict: Verdict): Case {
  const { status, reason, error, contributors } = verdict;
  const outcome =
    error !== null ? 'error' : status === 'fail' ? 'failure' : status === 'skipped' ? 'skipped' : 'passed';
  const detail = contributors
    .map(({ name, bytes }) => `${sizeText(bytes, SIZES)}\t${printable(name)}`)
    .join('\n');
  return { name: verdictTitle(verdict), type: 'budget', outcome, message: reason, detail };
}

function findingCase({ id, message, fix, source }: Issue): Case {
  const where = source === null ? '' : ` ${source.file}${source.line === null ? '' : `:${source.line}`}`;
  return {
    name: `${id}${where}`,
    type: id,
    outcome: id === UNREADABLE ? 'error' : 'failure',
    message,
    detail: printable(fix ?? ''),
  };
}

function suiteXml(subject: string, cases: readonly Case[]): string {
  const name = attribute(subject);
  return `  <testsuite name="${name}" ${tally(cases)}>\n${cases.map((one) => caseXml(name, one)).join('')}  </testsuite>\n`;
}

function caseXml(suite: string, { name, type, outcome, message, detail }: Case): string {
  const head = `    <testcase classname="${suite}" name="${attribute(name)}"`;
  if (outcome === 'passed') return `${head}/>\n`;
  if (outcome === 'skipped') return `${head}><skipped message="${attribute(message)}"/></testcase>\n`;
  const text = [printable(message), detail].filter((part) => part !== '').join('\n');
  return `${head}><${outcome} message="${attribute(message)}" type="${attribute(type)}">${content(text)}</${outcome}></testcase>\n`;
}

function tally(cases: readonly Case[]): string {
  const count = (outcome: Case['outcome']): number => cases.filter((one) => one.outcome === outcome).length;
  return `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
}

function attribute(text: string): string {
  return content(printable(text)).replaceAll('"', '&quot;');
}

/** Characters that XML 1.0 has no way to write go as their number. */
function content(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}
