import { VERSION } from '../../core/version.ts';
import { type GateReport, type Issue, issuesOf } from '../gate/issue.ts';
import { findRule } from '../rules/catalogue.ts';
import { printable } from '../text/printable.ts';
import { budgetRule } from './budget-rules.ts';
import { distinctFingerprints } from './fingerprint.ts';
import { renderJson, wellFormed } from './json.ts';

/** Results that GitHub keeps of one run. */
const KEPT_RESULTS = 5000;
const LEVELS = { error: 'error', warning: 'warning', note: 'note' } as const;
const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';

/**
 * SARIF 2.1.0 of everything that is no pass. URIs are relative to the repository; what is accepted by the configuration is there as suppressed.
 * At most 5,000 results, the gravest first, as GitHub keeps no more; the rest is counted in a notification.
 */
export function renderSarif(report: GateReport): string {
  const issues = issuesOf(report);
  const kept = issues.slice(0, KEPT_RESULTS);
  const ids = [...new Set(kept.map(({ id }) => id))].sort();
  const prints = distinctFingerprints(kept.map(({ identity }) => identity));
  const results = kept.map((issue, index) => result(issue, ids.indexOf(issue.id), prints[index]!));
  const driver = {
    name: 'plimsoll',
    version: VERSION,
    semanticVersion: VERSION,
    rules: ids.map(ruleDescriptor),
  };
  const run = {
    tool: { driver },
    columnKind: 'utf16CodeUnits',
    invocations: [invocation(report, issues.length - kept.length)],
    results,
  };
  return renderJson({ $schema: SCHEMA, version: '2.1.0', runs: [run] });
}

function invocation(report: GateReport, left: number): object {
  const notifications = [
    ...report.warnings.map(({ code, message }) => notification('warning', code, message)),
    ...(left === 0 ? [] : [notification('note', 'left-out', `${left} results are left out.`)]),
  ];
  const isWhole = (report.verdicts ?? []).every(({ error }) => error === null);
  return { executionSuccessful: isWhole, toolExecutionNotifications: notifications };
}

function notification(level: 'warning' | 'note', id: string, text: string): object {
  return { level, descriptor: { id }, message: { text: printable(text) } };
}

function ruleDescriptor(id: string): object {
  const rule = findRule(id) ?? budgetRule(id);
  if (rule === null) return { id };
  const help = [rule.what, rule.why, rule.cure].join('\n\n');
  return {
    id,
    name: id.replace(/(^|[/-])([a-z])/g, (_, _mark, letter: string) => letter.toUpperCase()),
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.what },
    help: { text: help, markdown: help },
    defaultConfiguration: { level: LEVELS[rule.severity] },
  };
}

function result(issue: Issue, ruleIndex: number, print: string): object {
  const { id, severity, message, fix, source, bytes, accepted, subject } = issue;
  return {
    ruleId: id,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: printable(fix === null ? message : `${message} ${fix}`) },
    ...(source === null ? {} : { locations: [location(source.file, source.line)] }),
    partialFingerprints: { 'plimsoll/v1': print },
    ...(accepted === null
      ? {}
      : { suppressions: [{ kind: 'external', justification: printable(accepted) }] }),
    properties: { bytes, subject },
  };
}

function location(file: string, line: number | null): object {
  const artifactLocation = { uri: uriOf(file) };
  // GitHub places a result without a region nowhere.
  return { physicalLocation: { artifactLocation, region: { startLine: line ?? 1 } } };
}

function uriOf(file: string): string {
  const path = wellFormed(file).split('/').map(encodeURIComponent).join('/');
  return file.startsWith('/') ? `file://${path}` : path;
}
