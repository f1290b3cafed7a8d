import { groupDigits } from '../../core/count-text.ts';
import type { DiffReport, DiffSide, LayerDelta, LayerSide, PathDelta, PathState } from '../../diff/report.ts';
import { SIGNS } from '../../report/diff/signs.ts';
import { TOTAL_NAMES } from '../../report/diff/total-names.ts';
import { diffVerdict } from '../../report/diff/verdict.ts';
import { signedText } from '../../report/gate/verdict-text.ts';
import { stepText } from '../../report/image/steps.ts';
import { printable } from '../../report/text/printable.ts';
import { code, foreign, h, pathText } from '../dom.ts';
import { linkTo } from '../link.ts';
import { cutNote, type Page, type Section } from '../page.ts';
import { drawConfig, drawHistory, drawTotals, sign } from '../parts/diff-tables.ts';
import { drawFindings } from '../parts/findings.ts';
import { drawHead } from '../parts/head.ts';
import { drawHull, type Plank } from '../parts/hull.ts';
import { section } from '../parts/section.ts';
import { drawVerdicts } from '../parts/verdicts.ts';
import { drawTable } from '../table.ts';
import { toneOf } from './image.ts';

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
          [SIGNS[state].word, `${groupDigits(files)} files, ${groupDigits(others)} others`] as const,
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
        {
          head: 'Change',
          align: 'right',
          by: ({ delta }) => delta,
          cell: ({ delta }) => signedText(delta, 'bytes', page.data.style),
        },
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
  return instruction === null ? null : code(stepText({ instruction, comment: '' }));
}

function drawDirectories(page: Page<DiffReport>): HTMLElement | null {
  const directories = page.report.paths?.directories ?? [];
  if (directories.length === 0) return null;
  return drawTable({
    title: 'Directories',
    rows: directories,
    text: ({ path }) => path,
    note: cutNote(page, 'paths.directories', directories.length),
    columns: [
      {
        head: 'Change',
        align: 'right',
        by: ({ delta }) => delta,
        cell: ({ delta }) => signedText(delta, 'bytes', page.data.style),
      },
      {
        head: 'Before',
        align: 'right',
        wide: true,
        by: ({ before }) => before,
        cell: ({ before }) => page.size(before),
      },
      { head: 'After', align: 'right', by: ({ after }) => after, cell: ({ after }) => page.size(after) },
      {
        head: 'Directory',
        by: ({ path }) => path,
        cell: ({ path }) => h('a', { href: linkTo(path) }, pathText(`${path}/`)),
      },
    ],
  });
}

function drawLayerDeltas(page: Page<DiffReport>): Section {
  const { layers, before, after } = page.report;
  if (layers.length === 0) return null;
  const hull = (name: string, of: (layer: LayerDelta) => LayerSide | null): HTMLElement => {
    const planks = layers.flatMap((layer): readonly Plank[] => {
      const side = of(layer);
      if (side === null) return [];
      const text = `layer ${side.index}: ${page.size(side.fileBytes)}, ${stepText({ instruction: side.instruction ?? '', comment: '' })}`;
      return [{ index: side.index, bytes: side.fileBytes, wasted: side.wastedBytes, text }];
    });
    planks.sort((a, b) => a.index - b.index);
    const caption = `${printable(name)}: ${page.size(planks.reduce((sum, { bytes }) => sum + bytes, 0))}`;
    return h('figure', {}, h('figcaption', {}, foreign(caption)), drawHull(caption, planks, []));
  };
  return section(
    'layers',
    'Layers',
    hull(before.name, (layer) => layer.before),
    hull(after.name, (layer) => layer.after),
    drawTable({
      title: 'Layers',
      rows: layers,
      columns: [
        { head: 'State', cell: ({ state }) => sign(state) },
        {
          head: 'Layer',
          cell: ({ before: old, after: now }) => [old?.index ?? '–', ' → ', now?.index ?? '–'],
        },
        {
          head: 'Change',
          align: 'right',
          by: ({ delta }) => delta,
          cell: ({ delta }) => signedText(delta, 'bytes', page.data.style),
        },
        {
          head: 'Before',
          align: 'right',
          wide: true,
          cell: ({ before: old }) => (old === null ? '' : page.size(old.fileBytes)),
        },
        {
          head: 'After',
          align: 'right',
          wide: true,
          cell: ({ after: now }) => (now === null ? '' : page.size(now.fileBytes)),
        },
        {
          head: 'Instruction',
          cell: ({ before: old, after: now }) =>
            code(stepText({ instruction: (now ?? old)?.instruction ?? '', comment: '' })),
        },
      ],
    }),
  );
}
