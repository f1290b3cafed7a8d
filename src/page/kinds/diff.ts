import { countText, groupDigits } from '../../core/count-text.ts';
import type { DiffReport, DiffSide, DirectoryDelta, PathDelta, PathState } from '../../diff/report.ts';
import { SIGNS } from '../../report/diff/signs.ts';
import { TOTAL_NAMES } from '../../report/diff/total-names.ts';
import { diffVerdict } from '../../report/diff/verdict.ts';
import { signedText } from '../../report/gate/verdict-text.ts';
import { instructionText } from '../../report/image/steps.ts';
import { code, h, pathText } from '../dom.ts';
import { linkTo } from '../link.ts';
import { cutNote, type Page, type Section } from '../page.ts';
import { drawLayerDeltas } from '../parts/diff-layers.ts';
import { drawConfig, drawHistory, drawTotals, sign } from '../parts/diff-tables.ts';
import { drawFindings } from '../parts/findings.ts';
import { drawHead, toneOf } from '../parts/head.ts';
import { section } from '../parts/section.ts';
import { drawVerdicts } from '../parts/verdicts.ts';
import { drawTable, figures } from '../table.ts';

/** The page of a comparison; `map` shows what differs. */
export function diffSections(page: Page<DiffReport>, map: HTMLElement | null): readonly Section[] {
  const { report } = page;
  return [
    diffHead(page),
    section('budgets', 'Budgets', drawVerdicts(page, report.verdicts ?? [])),
    drawPaths(page),
    section('map', 'Where bytes came and went', map, drawDirectories(page)),
    drawLayerDeltas(page),
    drawTotals(page),
    drawConfig(page),
    drawHistory(page),
    drawFindings(page, report.findings, 'New findings'),
  ];
}

function diffHead(page: Page<DiffReport>): HTMLElement {
  const { report, data } = page;
  const names = ['visibleBytes', 'fileBytes', 'wastedBytes', 'sentBytes', 'neededBytes'];
  const states = Object.entries(report.paths?.states ?? {}) as readonly (readonly [
    PathState | 'unchanged',
    { readonly files: number; readonly others: number },
  ])[];
  return drawHead(page, {
    kind: report.of === 'image' ? 'diff of two images' : 'diff of two build contexts',
    tone: toneOf(report),
    verdict: diffVerdict(report, data.style),
    figures: names.flatMap((name) => {
      const total = report.totals[name];
      return total === undefined || total.after === null || total.delta === null
        ? []
        : [
            [
              TOTAL_NAMES[name] ?? name,
              signedText(total.delta, total.unit, data.style),
              `${page.size(total.before ?? 0)} → ${page.size(total.after)}`,
            ] as const,
          ];
    }),
    facts: [
      ['Before', sideText(report.before)],
      ['After', sideText(report.after)],
      ...states.map(
        ([state, { files, others }]) =>
          [SIGNS[state].word, `${countText(files, 'file')}, ${countText(others, 'other')}`] as const,
      ),
    ],
  });
}

function sideText({ source, kind, id, created }: DiffSide): string {
  return [source ?? 'standard input', kind, id, created].filter((part) => part !== null).join(', ');
}

function drawPaths(page: Page<DiffReport>): Section {
  const { paths } = page.report;
  if (paths === null || paths.list.length === 0) return null;
  const cut = paths.matching.paths - paths.list.length;
  const hasLayers = page.report.of === 'image';
  return section(
    'paths',
    'What moved most',
    drawTable<PathDelta>({
      title: 'Paths',
      rows: paths.list,
      text: ({ path, from, state, after, before }) =>
        [path, from, state, (after ?? before)?.instruction].join(' '),
      note:
        cut > 0
          ? `The largest changes; ${groupDigits(cut)} more paths differ.`
          : cutNote(page, 'paths.list', paths.list.length),
      columns: [
        { head: 'State', by: ({ state }) => state, cell: ({ state }) => sign(state) },
        figures(
          'Change',
          ({ delta }) => delta,
          (value) => signedText(value, 'bytes', page.data.style),
        ),
        {
          head: 'Now',
          align: 'right',
          wide: true,
          by: ({ after }) => after?.bytes ?? -1,
          cell: ({ after }) => (after === null ? '' : page.size(after.bytes)),
        },
        { head: 'Path', by: ({ path }) => path, cell: pathCell },
        ...(hasLayers ? [{ head: 'Instruction', wide: true, cell: instructionCell }] : []),
      ],
    }),
  );
}

function pathCell({ path, from, changed, state }: PathDelta): HTMLElement {
  return h(
    'div',
    {},
    from === null ? null : [pathText(from), ' → '],
    h('a', { href: linkTo(path) }, pathText(path)),
    state === 'metadata' ? ` (${changed.join(', ')})` : null,
  );
}

function instructionCell({ after, before }: PathDelta): HTMLElement | null {
  const instruction = (after ?? before)?.instruction ?? null;
  return instruction === null ? null : code(instructionText(instruction));
}

function drawDirectories(page: Page<DiffReport>): HTMLElement | null {
  const directories = page.report.paths?.directories ?? [];
  if (directories.length === 0) return null;
  return drawTable<DirectoryDelta>({
    title: 'Directories',
    rows: directories,
    text: ({ path }) => path,
    note: cutNote(page, 'paths.directories', directories.length),
    columns: [
      figures(
        'Change',
        ({ delta }) => delta,
        (value) => signedText(value, 'bytes', page.data.style),
      ),
      figures('Before', ({ before }) => before, page.size, { wide: true }),
      figures('After', ({ after }) => after, page.size),
      {
        head: 'Directory',
        by: ({ path }) => path,
        cell: ({ path }) => h('a', { href: linkTo(path) }, pathText(`${path}/`)),
      },
    ],
  });
}
