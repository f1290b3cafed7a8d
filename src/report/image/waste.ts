import type { ImageReport, WasteEvent, WastePath, WasteReport } from '../../image/report.ts';
import { type RenderStyle, topOf } from '../options.ts';
import { printable } from '../text/printable.ts';
import { moreText, section } from '../text/section.ts';
import { shareText, sizeText } from '../text/size-text.ts';
import { type Column, renderTable } from '../text/table.ts';
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
