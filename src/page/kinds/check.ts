import type { CheckReport, SubjectFinding, SubjectSummary } from '../../budget/report.ts';
import { countText } from '../../core/count-text.ts';
import type { Verdict } from '../../core/verdict.ts';
import { headline } from '../../report/gate/headline.ts';
import { isAbout } from '../../report/gate/issue.ts';
import { printable } from '../../report/text/printable.ts';
import { foreign, h, prose } from '../dom.ts';
import { drawMap } from '../map/map.ts';
import { type Page, pageOf, type Section } from '../page.ts';
import { drawFindings } from '../parts/findings.ts';
import { drawHead } from '../parts/head.ts';
import { drawHulls } from '../parts/layers.ts';
import { section } from '../parts/section.ts';
import { drawVerdicts } from '../parts/verdicts.ts';
import { drawTable, figures } from '../table.ts';
import { contextParts, contextSavings } from './context.ts';
import { imageParts, imageSavings } from './image.ts';

/** The page of a check: each context and image against its line. */
export function checkSections(page: Page<CheckReport>): readonly Section[] {
  const { report } = page;
  return [
    checkHead(page),
    ...report.subjects.map((subject, n) => drawSubject(page, subject, n)),
    drawFailures(page),
    drawFindings(page, report.findings),
    drawAccepted(page),
  ];
}

function checkHead(page: Page<CheckReport>): HTMLElement {
  const { report } = page;
  const count = (status: Verdict['status']): number =>
    report.verdicts.filter((verdict) => verdict.status === status).length;
  return drawHead(page, {
    kind: 'check',
    tone: report.status,
    verdict: headline(report),
    figures: [
      [
        'Budgets',
        report.verdicts.length,
        `in ${countText(report.subjects.length, 'context or image', 'contexts and images')}`,
      ],
      ['Kept', count('pass'), ''],
      ['Near', count('warn'), ''],
      ['Broken', count('fail'), ''],
      [
        'Findings',
        report.findings.length,
        report.suppressed.length === 0 ? '' : `${report.suppressed.length} accepted`,
      ],
    ],
    facts: [],
  });
}

function drawSubject(page: Page<CheckReport>, subject: SubjectSummary, n: number): Section {
  const verdicts = page.report.verdicts.filter(isAbout(subject));
  const { total, wasted, compressed, transfer } = subject;
  const numbers = [
    total === null ? '' : `${page.size(total)} ${subject.kind === 'image' ? 'stored' : 'sent'}`,
    transfer === null ? '' : `${page.size(transfer)} transferred`,
    compressed === null ? '' : `${page.size(compressed)} as stored`,
    wasted === null ? '' : `${page.size(wasted)} hidden`,
    subject.files === null ? '' : countText(subject.files, 'file'),
  ].filter((text) => text !== '');
  return section(
    `subject-${n + 1}`,
    `${printable(subject.name)} (${subject.kind})`,
    h('p', { class: 'lead' }, numbers.join(' · ')),
    drawHulls(
      page,
      subject.layers,
      0,
      verdicts.filter(({ scope }) => scope === 'all'),
    ),
    drawVerdicts(page, verdicts),
    drawBehind(page, subject, n),
  );
}

/** What is behind the verdicts on one subject, folded away: what could be saved, a map of its largest paths, and the tables of its own page. */
function drawBehind({ report, data }: Page<CheckReport>, subject: SubjectSummary, n: number): Section {
  const read = report.subjects.filter(({ error }) => error === null);
  const part = data.parts[read.indexOf(subject)];
  if (part === undefined || part.tree === null) return null;
  const page = pageOf(part, data);
  const savings = savingsOf(page, `savings-${n + 1}`);
  const map = page.tree === null ? null : drawMap(page, page.tree, `map-${n + 1}`).element;
  return h(
    'details',
    { class: 'behind' },
    h('summary', {}, 'What could be saved, and where the bytes are'),
    savings,
    map,
    partsOf(page, n + 1),
  );
}

function savingsOf(page: Page, id: string): Section {
  const { report } = page;
  if (report.kind === 'image') return imageSavings({ ...page, report }, id);
  return report.kind === 'context' ? contextSavings({ ...page, report }, id) : null;
}

function partsOf(page: Page, n: number): readonly Section[] {
  const { report } = page;
  if (report.kind === 'image') return imageParts({ ...page, report }, n);
  return report.kind === 'context' ? contextParts({ ...page, report }, n) : [];
}

function drawFailures({ report }: Page<CheckReport>): Section {
  if (report.failures.length === 0) return null;
  return section(
    'failures',
    'What could not be read',
    h(
      'ul',
      {},
      report.failures.map(({ subject, message }) => h('li', {}, foreign(`${subject.name}: ${message}`))),
    ),
  );
}

function drawAccepted(page: Page<CheckReport>): Section {
  const { suppressed } = page.report;
  if (suppressed.length === 0) return null;
  return section(
    'accepted',
    'Accepted by the configuration',
    drawTable<CheckReport['suppressed'][number] & SubjectFinding>({
      title: 'Accepted findings',
      rows: suppressed,
      text: ({ message, reason, rule }) => `${message} ${reason} ${rule}`,
      columns: [
        figures('Bytes', ({ bytes }) => bytes, page.size),
        { head: 'Finding', cell: ({ message }) => prose(message) },
        {
          head: 'Reason',
          cell: ({ reason, until }) => foreign(until === null ? reason : `${reason} (until ${until})`),
        },
        { head: 'Rule', wide: true, by: ({ rule }) => rule, cell: ({ rule }) => h('code', {}, rule) },
      ],
    }),
  );
}
