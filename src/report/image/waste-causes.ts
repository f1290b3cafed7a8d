import type { OwnTotals } from '../../image/base/report.ts';
import type { ImageReport } from '../../image/report.ts';
import type { WasteReport } from '../../image/waste/report.ts';
import type { RenderStyle } from '../options.ts';
import { barText } from '../text/bar.ts';
import { shareText, sizeText } from '../text/size-text.ts';
import { type Column, renderTable, right } from '../text/table.ts';

/** A cause by its field in reports. */
export type Cause = 'deleted' | 'overwritten' | 'opaque' | 'duplicateNames';

/** The causes in the order in which texts name them. */
export const CAUSES: readonly (readonly [cause: Cause, text: string])[] = [
  ['deleted', 'deleted'],
  ['overwritten', 'overwritten'],
  ['opaque', 'behind an opaque directory'],
  ['duplicateNames', 'twice in one layer'],
];

const BAR = 20;

/** Hidden bytes by cause, of all layers and of own ones, and how much of what was rewritten is the same again. */
export function renderCauses({ waste, totals, own, base }: ImageReport, style: RenderStyle): string {
  const hasBar = style.width >= 60;
  const hasOwn = base.layers > 0;
  const columns: readonly Column[] = [
    right('Size'),
    right('Share'),
    ...(hasBar ? [{ head: '', tone: 'yellow' } as const] : []),
    ...(hasOwn ? [right('Own')] : []),
    { head: 'Why', give: 'end' },
  ];
  const rows = causesOf(waste, own).map(({ bytes, ownBytes, text, isPart }) => ({
    cells: [
      sizeText(bytes, style),
      shareText(bytes, totals.fileBytes),
      ...(hasBar ? [barText(bytes, totals.fileBytes, BAR, style.ascii)] : []),
      ...(hasOwn ? [ownBytes === null ? '' : sizeText(ownBytes, style)] : []),
      isPart ? `  ${text}` : text,
    ],
    dim: isPart,
  }));
  return renderTable(columns, rows, style);
}

interface CauseRow {
  readonly bytes: number;
  /** Of it, what own layers store; null where that is not known. */
  readonly ownBytes: number | null;
  readonly text: string;
  /** Part of the row above. */
  readonly isPart: boolean;
}

function causesOf(waste: WasteReport, own: OwnTotals): readonly CauseRow[] {
  const parts: readonly CauseRow[] = [
    {
      bytes: waste.identical,
      ownBytes: own.identical,
      text: `of it the same bytes${changedText(waste)}`,
      isPart: true,
    },
    {
      bytes: waste.comparison.unknown.bytes,
      ownBytes: null,
      text: 'of it not compared (--compare-limit)',
      isPart: true,
    },
  ];
  return CAUSES.flatMap(([key, text]) => [
    { bytes: waste[key], ownBytes: own[key], text, isPart: false },
    ...(key === 'overwritten' ? parts : []),
  ]).filter(({ bytes }) => bytes > 0);
}

/** What most of the rewrites with the same bytes changed: `, mostly owner changed`. */
function changedText({ identicalRewrites, identical }: WasteReport): string {
  const most = identicalRewrites[0];
  if (most === undefined || most.bytes === 0) return '';
  const what = `${most.changed.length === 0 ? 'nothing else' : most.changed.join(', ')} changed`;
  return most.bytes === identical ? `, ${what}` : `, mostly ${what}`;
}
