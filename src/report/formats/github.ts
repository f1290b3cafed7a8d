import { type GateReport, type Issue, issuesOf } from '../gate/issue.ts';
import { printable } from '../text/printable.ts';

/** Annotations that GitHub keeps of one step, for each kind. Source: GitHub docs, workflow commands and limits. */
const KEPT_PER_KIND = 10;
const COMMANDS = { error: 'error', warning: 'warning', note: 'notice' } as const;

/** Workflow commands that become annotations on the lines to blame; what GitHub would drop is counted in the last notice. */
export function renderGithub(report: GateReport): string {
  const issues = issuesOf(report).filter(({ accepted }) => accepted === null);
  const kept = { error: keep(issues, 'error'), warning: keep(issues, 'warning'), note: keep(issues, 'note') };
  const shown = [...kept.error, ...kept.warning, ...kept.note];
  if (shown.length === issues.length) return lines(shown);
  const notes = kept.note.slice(0, KEPT_PER_KIND - 1);
  const left = issues.length - kept.error.length - kept.warning.length - notes.length;
  const rest = `::notice title=plimsoll::${left} more are left out here: GitHub keeps ${KEPT_PER_KIND} of each kind.`;
  return `${lines([...kept.error, ...kept.warning, ...notes])}${rest}\n`;
}

function keep(issues: readonly Issue[], severity: Issue['severity']): readonly Issue[] {
  return issues.filter((issue) => issue.severity === severity).slice(0, KEPT_PER_KIND);
}

function lines(issues: readonly Issue[]): string {
  return issues.map((issue) => `${annotation(issue)}\n`).join('');
}

function annotation({ id, severity, message, fix, source }: Issue): string {
  const properties = [
    ...(source === null ? [] : [`file=${escapeProperty(source.file)}`]),
    ...(source === null || source.line === null ? [] : [`line=${source.line}`]),
    `title=${escapeProperty(id)}`,
  ];
  const text = [message, ...(fix === null ? [] : [fix])].map(printable).join('\n');
  return `::${COMMANDS[severity]} ${properties.join(',')}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(printable(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
