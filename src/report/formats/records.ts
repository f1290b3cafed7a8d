import type { CheckReport, SubjectSummary } from '../../budget/report.ts';
import type { ComposeReport } from '../../compose/report.ts';
import type { ContextReport } from '../../context/report.ts';
import type { Finding } from '../../core/finding.ts';
import type { SourceLine, Verdict } from '../../core/verdict.ts';
import type { ImageReport, LayerReport } from '../../image/report.ts';
import { type GateReport, isAbout, subjectName } from '../gate/issue.ts';

/** One line of ndjson, one row of CSV: flat, so that a data engine can read thousands of reports. */
export interface FlatRecord {
  readonly record: 'subject' | 'verdict' | 'finding' | 'layer' | 'entry';
  readonly subjectKind: 'context' | 'image';
  readonly subject: string;
  readonly [key: string]: string | number | boolean | null | readonly object[];
}

type Owner = Pick<FlatRecord, 'subjectKind' | 'subject'>;

/** The records of a report. All are about one context or image each, so that reports of several runs can be put together. */
export function recordsOf(report: GateReport): readonly FlatRecord[] {
  if (report.kind === 'check') return checkRecords(report);
  if (report.kind === 'compose') return composeRecords(report);
  const owner: Owner = { subjectKind: report.kind, subject: subjectName(report) };
  return [
    subjectRecord(report.kind === 'context' ? contextSummary(report) : imageSummary(report)),
    ...(report.verdicts ?? []).map(verdictRecord),
    ...report.findings.map((finding) => findingRecord(finding, owner, null, false)),
    ...(report.kind === 'image'
      ? report.layers.map((layer): FlatRecord => ({ record: 'layer', ...owner, ...layerSummary(layer) }))
      : []),
    ...(report.entries ?? []).map((entry): FlatRecord => ({ record: 'entry', ...owner, ...entry })),
  ];
}

/** As those of each context; what several builds share is a finding of the first. */
function composeRecords({ builds, findings }: ComposeReport): readonly FlatRecord[] {
  return builds.flatMap(({ name, report }) => {
    const owner: Owner = { subjectKind: 'context', subject: name };
    return [
      subjectRecord({ ...contextSummary(report), name }),
      ...(report.verdicts ?? []).map(verdictRecord),
      ...findings
        .filter(({ subject }) => subject.name === name)
        .map((finding) => findingRecord(finding, owner, null, false)),
      ...(report.entries ?? []).map((entry): FlatRecord => ({ record: 'entry', ...owner, ...entry })),
    ];
  });
}

/** A context in a few numbers. */
export function contextSummary(report: ContextReport): SubjectSummary {
  const { sent, transfer } = report;
  return {
    kind: 'context',
    name: report.root,
    total: sent.bytes,
    transfer: transfer.needed?.buildkitBytes ?? transfer.buildkitBytes,
    compressed: null,
    wasted: null,
    files: sent.files,
    layers: [],
    error: null,
  };
}

/** An image in a few numbers. */
export function imageSummary(report: ImageReport): SubjectSummary {
  const { totals } = report;
  return {
    kind: 'image',
    name: subjectName(report),
    total: totals.fileBytes,
    transfer: null,
    compressed: totals.blobBytes,
    wasted: totals.wastedBytes,
    files: totals.visibleFiles,
    layers: report.layers.map(layerSummary),
    error: null,
  };
}

function checkRecords(report: CheckReport): readonly FlatRecord[] {
  return report.subjects.flatMap((summary) => {
    const owner: Owner = { subjectKind: summary.kind, subject: summary.name };
    const isOwn = isAbout(summary);
    return [
      subjectRecord(summary),
      ...report.verdicts.filter(isOwn).map(verdictRecord),
      ...report.findings.filter(isOwn).map((finding) => findingRecord(finding, owner, finding.source, false)),
      ...report.suppressed
        .filter(isOwn)
        .map((finding) => findingRecord(finding, owner, finding.source, true)),
      ...summary.layers.map((layer): FlatRecord => ({ record: 'layer', ...owner, ...layer })),
    ];
  });
}

function subjectRecord({ kind, name, layers, ...numbers }: SubjectSummary): FlatRecord {
  return { record: 'subject', subjectKind: kind, subject: name, ...numbers, layers: layers.length };
}

function verdictRecord(verdict: Verdict): FlatRecord {
  const { subject, source, budget, ...rest } = verdict;
  return {
    record: 'verdict',
    subjectKind: subject.kind,
    subject: subject.name,
    budget,
    path: subject.path,
    layer: subject.layer,
    ...rest,
    file: source?.file ?? null,
    line: source?.line ?? null,
  };
}

function findingRecord(
  finding: Finding,
  owner: Owner,
  source: SourceLine | null,
  suppressed: boolean,
): FlatRecord {
  const { rule, severity, bytes, place, message, fix } = finding;
  return {
    record: 'finding',
    ...owner,
    rule,
    severity,
    bytes,
    path: place.path ?? null,
    layer: place.layer ?? null,
    instruction: place.instruction ?? null,
    file: source?.file ?? place.file ?? null,
    line: source?.line ?? place.line ?? null,
    message,
    fix,
    suppressed,
  };
}

function layerSummary(layer: LayerReport): SubjectSummary['layers'][number] {
  const { index, digest, diffId, instruction, fileBytes, blobBytes, wastedBytes } = layer;
  return { index, digest, diffId, instruction, fileBytes, blobBytes, wastedBytes };
}
