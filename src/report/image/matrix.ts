import type { ImageReport } from '../../image/report.ts';
import type { WasteCell } from '../../image/waste/report.ts';
import type { RenderStyle } from '../options.ts';
import { textColumns } from '../text/columns.ts';
import { arrow } from '../text/glyphs.ts';
import { paint } from '../text/paint.ts';
import { joinSections, section } from '../text/section.ts';
import { sizeOrNothing, sizeText } from '../text/size-text.ts';
import { type Column, renderTable, right } from '../text/table.ts';
import { imageName } from './image-name.ts';
import { layerSteps, stepText, stepTexts } from './steps.ts';

/** Room that the instruction needs beside the figures. */
const LEAST_INSTRUCTION = 16;
const GAP = 2;

/** What each layer does to the others: its net effect, and which layer's bytes which layer hides. */
export function renderImageMatrix(report: ImageReport, style: RenderStyle): string {
  const { matrix } = report.waste;
  const sections = [
    paint(style.color).bold(imageName(report.image)),
    section('What each layer does', renderEffects(report, style), style),
    section(
      'Stored in (rows), hidden by (columns)',
      matrix.length === 0 ? '  nothing is hidden' : renderGrid(report, style),
      style,
    ),
  ];
  return joinSections(sections);
}

function renderEffects(report: ImageReport, style: RenderStyle): string {
  const isWide = style.width >= 100;
  const columns: readonly Column[] = [
    right('#', 'dim'),
    ...(isWide ? ['Adds', 'Changes', 'Again'].map((head) => right(head)) : []),
    right('Stores'),
    right('Remain'),
    right('Hides'),
    { head: 'Instruction', give: 'end' },
  ];
  const size = (bytes: number): string => sizeOrNothing(bytes, style);
  const rows = layerSteps(report).flatMap(({ layer, step }) =>
    layer === null
      ? []
      : [
          {
            cells: [
              String(layer.index),
              ...(isWide
                ? [layer.added, layer.modified, layer.identical].map(({ bytes }) => size(bytes))
                : []),
              size(layer.fileBytes),
              size(layer.visibleBytes),
              size(layer.hidesBytes),
              stepText(step),
            ],
          },
        ],
  );
  return rows.length === 0 ? '  none' : renderTable(columns, rows, style);
}

/** Rows and columns where they fit, else one line a cell. */
function renderGrid(report: ImageReport, style: RenderStyle): string {
  const { matrix } = report.waste;
  const hiders = [...new Set(matrix.map(({ hiddenBy }) => hiddenBy))].sort((a, b) => a - b);
  const storers = [...new Set(matrix.map(({ storedIn }) => storedIn))];
  const cellOf = new Map(matrix.map((cell) => [`${cell.storedIn} ${cell.hiddenBy}`, cell]));
  const texts = storers.map((storedIn) =>
    hiders.map((hiddenBy) => bytesOf(cellOf.get(`${storedIn} ${hiddenBy}`), style)),
  );
  const steps = stepTexts(report);
  const columns: readonly Column[] = [
    right('#', 'dim'),
    ...hiders.map((hiddenBy) => right(`${arrow(style)} ${hiddenBy}`)),
    { head: 'Instruction', give: 'end' },
  ];
  const widths = columns.map(({ head }, c) =>
    Math.max(textColumns(head), ...texts.map((row) => textColumns(row[c - 1] ?? ''))),
  );
  const figures = widths.slice(0, -1).reduce((sum, width) => sum + width + GAP, GAP);
  if (figures + LEAST_INSTRUCTION > style.width) return renderCells(matrix, style);
  const rows = storers.map((storedIn, r) => ({
    cells: [String(storedIn), ...texts[r]!, steps.get(storedIn) ?? ''],
  }));
  return renderTable(columns, rows, style);
}

function renderCells(matrix: readonly WasteCell[], style: RenderStyle): string {
  const columns: readonly Column[] = [
    right('Stored in'),
    right('Hidden by'),
    right('Size'),
    right('Same bytes again'),
  ];
  const rows = matrix.map((cell) => ({
    cells: [
      String(cell.storedIn),
      String(cell.hiddenBy),
      sizeText(cell.bytes, style),
      sizeOrNothing(cell.identical, style),
    ],
  }));
  return renderTable(columns, rows, style);
}

function bytesOf(cell: WasteCell | undefined, style: RenderStyle): string {
  return cell === undefined ? '' : sizeText(cell.bytes, style);
}
