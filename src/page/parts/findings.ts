import type { SubjectFinding } from '../../budget/report.ts';
import type { Finding } from '../../core/finding.ts';
import { GRAVITY } from '../../report/gate/issue.ts';
import { code, foreign, h, pathText, prose } from '../dom.ts';
import { linkTo } from '../link.ts';
import { cutNote, type Page } from '../page.ts';
import { type Column, drawTable, figures } from '../table.ts';
import { section } from './section.ts';

/** The findings: how grave, how many bytes, what and where, what to do. */
export function drawFindings(
  page: Page,
  findings: readonly (Finding | SubjectFinding)[],
  title = 'Findings',
): HTMLElement | null {
  if (findings.length === 0) return null;
  const hasSubject = findings.some((finding) => 'subject' in finding);
  const columns: readonly Column<Finding | SubjectFinding>[] = [
    {
      head: 'Severity',
      by: ({ severity }) => GRAVITY[severity],
      cell: ({ severity }) => h('span', { class: `severity ${severity}` }, severity),
    },
    figures('Bytes', ({ bytes }) => bytes, page.size),
    ...(hasSubject
      ? [
          {
            head: 'In',
            by: subjectOf,
            cell: (row: Finding) => h('span', { class: 'whole' }, foreign(subjectOf(row))),
          },
        ]
      : []),
    { head: 'Finding', cell: (finding) => findingText(page, finding) },
    { head: 'Rule', wide: true, by: ({ rule }) => rule, cell: ({ rule }) => h('code', {}, rule) },
  ];
  return section(
    'findings',
    title,
    drawTable({
      title: 'Findings',
      columns,
      rows: [...findings].sort((a, b) => GRAVITY[b.severity] - GRAVITY[a.severity] || b.bytes - a.bytes),
      text: ({ message, rule, place, severity }) =>
        [message, rule, place.path, place.file, severity].join(' '),
      note: cutNote(page, 'findings', findings.length),
    }),
  );
}

function subjectOf(finding: Finding | SubjectFinding): string {
  return 'subject' in finding ? finding.subject.name : '';
}

function findingText(page: Page, { message, fix, place }: Finding): HTMLElement {
  const { path, file, line, layer } = place;
  const where = [
    ...(path === undefined
      ? []
      : [page.tree === null ? pathText(path) : h('a', { href: linkTo(path) }, pathText(path))]),
    ...(file === undefined ? [] : [code(line === undefined ? file : `${file}:${line}`)]),
    ...(layer === undefined ? [] : [`layer ${layer}`]),
  ];
  return h(
    'div',
    { class: 'finding' },
    h('p', {}, prose(message)),
    fix === null ? null : h('p', { class: 'fix' }, prose(fix)),
    where.length === 0
      ? null
      : h(
          'p',
          { class: 'quiet' },
          where.flatMap((part, n) => (n === 0 ? [part] : [', ', part])),
        ),
  );
}
