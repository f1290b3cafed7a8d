import { groupDigits } from '../../core/count-text.ts';
import type { ImageReport, WasteCell } from '../../image/report.ts';
import type { RenderStyle } from '../options.ts';
import { paint } from '../text/paint.ts';
import { sizeText } from '../text/size-text.ts';
import { type Column, renderTable } from '../text/table.ts';
import { stepTexts } from './step-texts.ts';
import { CAUSES, type Cause } from './waste-causes.ts';

/** Pairs of layers that a text shows, where all are asked for with `--matrix`. */
const PAIRS = 5;

/** The pairs of layers with the most bytes between them, and the instruction that hides these. */
export function renderHiders(report: ImageReport, style: RenderStyle): string {
  const { matrix } = report.waste;
  const ranked = [...matrix].sort((a, b) => b.bytes - a.bytes);
  const shown = style.top === 0 ? ranked : ranked.slice(0, Math.min(style.top, PAIRS));
  const steps = stepTexts(report);
  const columns: readonly Column[] = [
    { head: 'Size', align: 'right' },
    ...(style.width >= 60 ? [{ head: 'Files', align: 'right' } as const] : []),
    { head: style.width >= 80 ? 'Stored in, hidden by' : 'Layers', tone: 'dim' },
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
  if (style.width < 80) return layers;
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
