import type { ImageReport } from '../../image/report.ts';
import type { WasteEvent, WasteReport } from '../../image/waste/report.ts';
import { type RenderStyle, topOf } from '../options.ts';
import { printable } from '../text/printable.ts';
import { moreText, section } from '../text/section.ts';
import { shareText, sizeText } from '../text/size-text.ts';
import { type Column, renderTable, right } from '../text/table.ts';
import { causeText, pairsText } from './layer-pairs.ts';
import { renderCauses } from './waste-causes.ts';
import { renderHiders } from './waste-hiders.ts';

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

function renderPaths(waste: WasteReport, style: RenderStyle): string {
  const shown = topOf(waste.paths, style);
  const hasTimes = style.width >= 60;
  const columns: readonly Column[] = [
    right('Size'),
    ...(hasTimes ? [right('Times')] : []),
    { head: 'Path', give: 'middle' },
    { head: hasHow(style) ? 'Stored in, hidden by' : 'Layers', tone: 'dim' },
  ];
  const rows = shown.map((path) => ({
    cells: [
      sizeText(path.bytes, style),
      ...(hasTimes ? [String(path.times)] : []),
      printable(path.path),
      pairsText(path.events, hasHow(style) ? howText : () => '', style),
    ],
  }));
  return renderTable(columns, rows, style) + moreText(waste.pathCount, shown.length, style);
}

/** Of the same bytes what a rewrite changed, else why they are hidden. */
function howText(event: WasteEvent): string {
  const { identical, changed } = event;
  return identical && changed !== null && changed.length > 0
    ? `only ${changed.join(', ')}`
    : causeText(event);
}

function hasHow(style: RenderStyle): boolean {
  return style.width >= 80;
}
