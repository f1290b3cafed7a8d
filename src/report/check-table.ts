import type { CheckReport, SubjectFinding } from '../budget/report.ts';
import type { Verdict } from '../core/verdict.ts';
import { renderFindings } from './finding-list.ts';
import { headline } from './headline.ts';
import type { RenderStyle } from './options.ts';
import { paint } from './paint.ts';
import { printable } from './printable.ts';
import { countText } from './size-text.ts';
import { renderVerdicts } from './verdict-list.ts';

const TONES = { pass: 'green', warn: 'yellow', fail: 'red' } as const;

/** A check for people: the budgets of each context and image, their findings, and the verdict on the last line. */
export function renderCheckTable(report: CheckReport, style: RenderStyle): string {
  const sections = report.subjects.flatMap(({ kind, name }) => {
    const isOwn = ({ subject }: Verdict | SubjectFinding): boolean =>
      subject.kind === kind && subject.name === name;
    return [
      renderVerdicts(`${name} (${kind})`, report.verdicts.filter(isOwn), style),
      renderFindings(report.findings.filter(isOwn), style, `Findings on ${printable(name)}`),
    ];
  });
  const accepted = report.suppressed.length;
  const end = accepted === 0 ? '' : `, ${countText(accepted, 'finding')} accepted by the configuration`;
  const verdict = paint(style.color)[TONES[report.status]](`${report.status}: ${headline(report)}${end}`);
  return `${[...sections.filter((text) => text !== ''), verdict].join('\n\n')}\n`;
}
