import { groupDigits } from '../../core/count-text.ts';
import type { ImageReport } from '../../image/report.ts';
import type { WasteCell } from '../../image/waste/report.ts';
import type { RenderStyle } from '../options.ts';
import { dots } from '../text/glyphs.ts';
import { paint } from '../text/paint.ts';
import { sizeText } from '../text/size-text.ts';
import { type Column, renderTable, right } from '../text/table.ts';
import { causeText, pairText } from './layer-pairs.ts';
import { stepTexts } from './steps.ts';
import { CAUSES } from './waste-causes.ts';

/** Pairs of layers that a text shows, where all are asked for with `--matrix`. */
const PAIRS = 5;

/** The pairs of layers with the most bytes between them, and the instruction that hides these. */
export function renderHiders(report: ImageReport, style: RenderStyle): string {
  const { matrix } = report.waste;
  const ranked = [...matrix].sort((a, b) => b.bytes - a.bytes);
  const shown = style.top === 0 ? ranked : ranked.slice(0, Math.min(style.top, PAIRS));
  const steps = stepTexts(report);
  const columns: readonly Column[] = [
    right('Size'),
    ...(style.width >= 60 ? [right('Files')] : []),
    { head: style.width >= 80 ? 'Stored in, hidden by' : 'Layers', tone: 'dim' },
    { head: style.width >= 60 ? 'The instruction that hides' : 'Instruction', give: 'end' },
  ];
  const rows = shown.map((cell) => ({
    cells: [
      sizeText(cell.bytes, style),
      ...(style.width >= 60 ? [groupDigits(cell.files)] : []),
      cellText(cell, style),
      steps.get(cell.hiddenBy) ?? '',
    ],
  }));
  const left = matrix.length - shown.length;
  const more =
    left === 0 ? '' : `\n${paint(style.color).dim(`  ${dots(style)} ${left} more (--matrix shows all)`)}`;
  return renderTable(columns, rows, style) + more;
}

/** `1 → 4 deleted`: with the cause of most of the bytes. */
function cellText(cell: WasteCell, style: RenderStyle): string {
  if (style.width < 80) return pairText(cell, '', style);
  const [cause] = CAUSES.reduce((best, other) => (cell[other[0]] > cell[best[0]] ? other : best));
  const identical = cause === 'overwritten' && 2 * cell.identical > cell.overwritten;
  const how = causeText({ cause: cause === 'duplicateNames' ? 'duplicate-name' : cause, identical });
  return pairText(cell, how, style);
}
