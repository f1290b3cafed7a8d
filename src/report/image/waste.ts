import type { ImageReport, WasteCell, WasteEvent, WastePath, WasteReport } from '../../image/report.ts';
import { barText } from '../bar.ts';
import { type RenderStyle, topOf } from '../options.ts';
import { paint } from '../paint.ts';
import { printable } from '../printable.ts';
import { moreText, section } from '../section.ts';
import { groupDigits, shareText, sizeText } from '../size-text.ts';
import { type Column, type Row, renderTable } from '../table.ts';
import { stepTexts } from './step-texts.ts';

type Cause = 'deleted' | 'overwritten' | 'opaque' | 'duplicateNames';

const CAUSES: readonly (readonly [cause: Cause, text: string])[] = [
  ['deleted', 'deleted'],
  ['overwritten', 'overwritten'],
  ['opaque', 'behind an opaque directory'],
  ['duplicateNames', 'twice in one layer'],
];
const BAR = 20;

/** Bytes that layers store and later layers hide: by cause, by who hides them, then by path. Empty text when there are none. */
export function renderWaste(report: ImageReport, style: RenderStyle): string {
  const { waste, totals } = report;
  if (waste.bytes === 0) return '';
  const share = shareText(waste.bytes, totals.fileBytes);
  return [
    section(
      `Hidden by later layers: ${sizeText(waste.bytes, style)} (${share}${style.width >= 60 ? ' of what is stored' : ''})`,
      renderCauses(report, style),
      style,
    ),
    ...(waste.matrix.length === 0 ? [] : [section('Who hides what', renderHiders(report, style), style)]),
    ...(waste.paths.length === 0
      ? []
      : [section('Where the hidden bytes are', renderPaths(waste, style), style)]),
  ].join('\n\n');
}

function renderCauses({ waste, totals, own, base }: ImageReport, style: RenderStyle): string {
  const hasBar = style.width >= 60;
  const hasOwn = base.layers > 0;
  const columns: readonly Column[] = [
    { head: 'Size', align: 'right' },
    { head: 'Share', align: 'right' },
    ...(hasBar ? [{ head: '', tone: 'yellow' } as const] : []),
    ...(hasOwn ? [{ head: 'Own', align: 'right' } as const] : []),
    { head: 'Why', give: 'end' },
  ];
  const row = (key: Cause | 'identical', text: string, dim = false): Row => ({
    cells: [
      sizeText(waste[key], style),
      shareText(waste[key], totals.fileBytes),
      ...(hasBar ? [barText(waste[key], totals.fileBytes, BAR, style.ascii)] : []),
      ...(hasOwn ? [sizeText(own[key], style)] : []),
      text,
    ],
    dim,
  });
  const rows = CAUSES.filter(([key]) => waste[key] > 0).flatMap(([key, text]) => {
    const same = key === 'overwritten' && waste.identical > 0;
    return [
      row(key, text),
      ...(same ? [row('identical', `  of it the same bytes${changedText(waste)}`, true)] : []),
    ];
  });
  return renderTable(columns, rows, style);
}

/** What most of the rewrites with the same bytes changed: `, mostly owner changed`. */
function changedText({ identicalRewrites, identical }: WasteReport): string {
  const most = identicalRewrites[0];
  if (most === undefined || most.bytes === 0) return '';
  const what = `${most.changed.length === 0 ? 'nothing' : most.changed.join(', ')} changed`;
  return most.bytes === identical ? `, ${what}` : `, mostly ${what}`;
}

/** Pairs of layers that a text shows, where all are asked for with `--matrix`. */
const PAIRS = 5;

/** The pairs of layers with the most bytes between them, and the instruction that hides these. */
function renderHiders(report: ImageReport, style: RenderStyle): string {
  const { matrix } = report.waste;
  const ranked = [...matrix].sort((a, b) => b.bytes - a.bytes);
  const shown = style.top === 0 ? ranked : ranked.slice(0, Math.min(style.top, PAIRS));
  const steps = stepTexts(report);
  const columns: readonly Column[] = [
    { head: 'Size', align: 'right' },
    ...(style.width >= 60 ? [{ head: 'Files', align: 'right' } as const] : []),
    { head: hasHow(style) ? 'Stored in, hidden by' : 'Layers', tone: 'dim' },
    { head: style.width >= 60 ? 'The instruction that hides' : 'Instruction', give: 'end' },
  ];
  const rows = shown.map((cell) => ({
    cells: [
      sizeText(cell.bytes, style),
      ...(style.width >= 60 ? [groupDigits(cell.files)] : []),
      pairText(cell, style),
      steps.get(cell.hiddenBy) ?? '',
    ],
  }));
  const left = matrix.length - shown.length;
  const dots = style.ascii ? '...' : '…';
  const more = left === 0 ? '' : `\n${paint(style.color).dim(`  ${dots} ${left} more (--matrix shows all)`)}`;
  return renderTable(columns, rows, style) + more;
}

/** `1 → 4 deleted`: with the cause of most of the bytes. */
function pairText(cell: WasteCell, style: RenderStyle): string {
  const layers = `${cell.storedIn} ${style.ascii ? '->' : '→'} ${cell.hiddenBy}`;
  if (!hasHow(style)) return layers;
  const [cause] = CAUSES.reduce((best, other) => (cell[other[0]] > cell[best[0]] ? other : best));
  const isSame = cause === 'overwritten' && 2 * cell.identical > cell.overwritten;
  return `${layers} ${isSame ? 'same bytes' : SHORT[cause]}`;
}

const SHORT: Readonly<Record<Cause, string>> = {
  deleted: 'deleted',
  overwritten: 'overwritten',
  opaque: 'opaque',
  duplicateNames: 'same layer',
};

function renderPaths(waste: WasteReport, style: RenderStyle): string {
  const shown = topOf(waste.paths, style);
  const hasTimes = style.width >= 60;
  const columns: readonly Column[] = [
    { head: 'Size', align: 'right' },
    ...(hasTimes ? [{ head: 'Times', align: 'right' } as const] : []),
    { head: 'Path', give: 'middle' },
    { head: hasHow(style) ? 'Stored in, hidden by' : 'Layers', tone: 'dim' },
  ];
  const rows = shown.map((path) => ({
    cells: [
      sizeText(path.bytes, style),
      ...(hasTimes ? [String(path.times)] : []),
      printable(path.path),
      eventsText(path, style),
    ],
  }));
  return renderTable(columns, rows, style) + moreText(waste.pathCount, shown.length, style);
}

/** `1 → 2 deleted, 3 → 4 only mode`: the layer that stored the bytes, the one that hid them, and how. */
function eventsText({ events }: WastePath, style: RenderStyle): string {
  const arrow = style.ascii ? '->' : '→';
  const shown = style.width < 110 ? 1 : style.width < 150 ? 2 : 3;
  const texts = events.slice(0, shown).map((event) => {
    const layers = `${event.storedIn} ${arrow} ${event.hiddenBy}`;
    return hasHow(style) ? `${layers} ${howText(event)}` : layers;
  });
  const left = events.length - shown;
  return texts.join(', ') + (left > 0 ? ` +${left}` : '');
}

function howText({ cause, identical, changed }: WasteEvent): string {
  if (identical)
    return changed === null || changed.length === 0 ? 'same bytes' : `only ${changed.join(', ')}`;
  return cause === 'duplicate-name' ? 'same layer' : cause;
}

function hasHow(style: RenderStyle): boolean {
  return style.width >= 80;
}
