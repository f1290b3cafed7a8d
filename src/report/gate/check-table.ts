import type { CheckReport, SubjectSummary } from '../../budget/report.ts';
import { countText } from '../../core/count-text.ts';
import type { RenderStyle } from '../options.ts';
import { paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { section } from '../text/section.ts';
import { renderFindings } from './finding-list.ts';
import { headline } from './headline.ts';
import { isAbout, isGrave, unjudged } from './issue.ts';
import { renderVerdicts } from './verdict-list.ts';

const TONES = { pass: 'green', warn: 'yellow', fail: 'red' } as const;

/** With more contexts and images than this, those that keep everything are only counted. */
const MANY = 20;

/** A check for people: the budgets of each context and image, their findings, and the verdict on the last line. */
export function renderCheckTable(report: CheckReport, style: RenderStyle): string {
  const isLong = report.subjects.length > MANY && style.top !== 0;
  const shown = report.subjects.filter((subject) => !isLong || isNotable(report, subject));
  const left = report.subjects.length - shown.length;
  const sections = shown.flatMap((subject) => subjectSections(report, subject, style));
  const rest = `${countText(left, 'more context or image keeps', 'more contexts and images keep')} to everything (--top 0 shows all)`;
  const { dim, [TONES[report.status]]: tone } = paint(style.color);
  const accepted = report.suppressed.length;
  const end = accepted === 0 ? '' : `, ${countText(accepted, 'finding')} accepted by the configuration`;
  const texts = [...sections.filter((text) => text !== ''), left === 0 ? '' : dim(rest)];
  const verdict = tone(`${report.status}: ${headline(report)}${end}`);
  return `${[...texts.filter((text) => text !== ''), verdict].join('\n\n')}\n`;
}

function subjectSections(
  report: CheckReport,
  subject: SubjectSummary,
  style: RenderStyle,
): readonly string[] {
  const { kind, name } = subject;
  const isOwn = isAbout(subject);
  const unread = unjudged(report).find(isOwn);
  return [
    renderVerdicts(`${name} (${kind})`, report.verdicts.filter(isOwn), style),
    unread === undefined
      ? ''
      : section(`${printable(name)} (${kind})`, `  ${printable(unread.message)}`, style),
    renderFindings(report.findings.filter(isOwn), style, `Findings on ${printable(name)}`),
  ];
}

/** True where something is broken, near its limit, not judged, or too grave. */
function isNotable(report: CheckReport, subject: SubjectSummary): boolean {
  const isOwn = isAbout(subject);
  return (
    subject.error !== null ||
    report.verdicts.some((verdict) => isOwn(verdict) && verdict.status !== 'pass') ||
    report.findings.some((finding) => isOwn(finding) && isGrave(finding, report.failOn))
  );
}
