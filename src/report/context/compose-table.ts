import type { ComposeReport, ComposeService } from '../../compose/report.ts';
import { countText, groupDigits } from '../../core/count-text.ts';
import { buildkitSize } from '../docker/buildkit-size.ts';
import { renderFindings } from '../gate/finding-list.ts';
import { renderVerdicts } from '../gate/verdict-list.ts';
import type { RenderStyle } from '../options.ts';
import { paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { factList, joinSections, tableSection } from '../text/section.ts';
import { sizeText } from '../text/size-text.ts';
import { type Column, right } from '../text/table.ts';

/** The builds of a compose file for people: what its contexts send, what each service needs of them, the findings. */
export function renderComposeTable(report: ComposeReport, style: RenderStyle): string {
  const sections = [
    renderHeader(report, style),
    renderContexts(report, style),
    renderServices(report, style),
    renderFindings(report.findings.map(withContext), style),
    renderVerdicts('Budgets', report.verdicts ?? [], style),
  ];
  return joinSections(sections);
}

function renderHeader(report: ComposeReport, style: RenderStyle): string {
  const { file, services, contexts, total } = report;
  const facts = [
    ['Builds', `${countText(services.length, 'service')} from ${countText(contexts.length, 'context')}`],
    ['Sent', `${sizeText(total.bytes, style)} in ${countText(total.files, 'file')}, each context once`],
    [
      'BuildKit',
      total.buildkitBytes === null ? 'fails on one of them' : transferText(total.buildkitBytes, style),
    ],
  ] as const;
  return `${paint(style.color).bold(`Compose file ${printable(file)}`)}\n${factList(facts, style)}`;
}

function transferText(bytes: number, style: RenderStyle): string {
  return `transfers ${style.bytes ? `${bytes}B` : buildkitSize(bytes)} for these Dockerfiles, cold`;
}

function renderContexts({ contexts }: ComposeReport, style: RenderStyle): string {
  if (contexts.length === 0) return '';
  const columns: readonly Column[] = [
    right('Sent'),
    right('Files'),
    { head: 'Context', give: 'middle' },
    { head: 'Ignore file', give: 'middle' },
    { head: 'Services', give: 'end' },
  ];
  const rows = contexts.map(({ path, ignoreFile, services, sent }) => ({
    cells: [
      sizeText(sent.bytes, style),
      groupDigits(sent.files),
      printable(path),
      ignoreFile === null ? 'none' : printable(ignoreFile.path),
      printable(services.join(', ')),
    ],
  }));
  return tableSection('Contexts', columns, rows, style);
}

function renderServices(report: ComposeReport, style: RenderStyle): string {
  const hasTargets = report.services.some(({ target }) => target !== null);
  const columns: readonly Column[] = [
    right('Line'),
    { head: 'Service' },
    right('Needed'),
    right('Files'),
    { head: 'Dockerfile', give: 'middle' },
    ...(hasTargets ? [{ head: 'Target' }] : []),
    { head: 'Context', give: 'middle' },
  ];
  const rows = report.services.map((service) => ({
    cells: serviceCells(report, service, hasTargets, style),
  }));
  return tableSection('Services', columns, rows, style);
}

function serviceCells(
  { builds }: ComposeReport,
  { name, line, context, target, build }: ComposeService,
  hasTargets: boolean,
  style: RenderStyle,
): readonly string[] {
  const report = build === null ? null : builds[build]!.report;
  const needed = report?.transfer.needed ?? null;
  const unknown = report === null ? 'remote' : 'unknown';
  return [
    String(line),
    printable(name),
    needed === null ? unknown : sizeText(needed.bytes, style),
    needed === null ? '' : groupDigits(needed.files),
    printable(report?.dockerfile?.path ?? ''),
    ...(hasTargets ? [printable(target ?? '')] : []),
    printable(context),
  ];
}

/** Several contexts have files of the same names. */
function withContext(finding: ComposeReport['findings'][number]): ComposeReport['findings'][number] {
  const { message, subject } = finding;
  return { ...finding, message: `${subject.name}: ${message}` };
}
