import { groupDigits } from '../../core/count-text.ts';
import type { ImageReport, LayerReport } from '../../image/report.ts';
import type { RenderStyle } from '../options.ts';
import { barText } from '../text/bar.ts';
import { section } from '../text/section.ts';
import { shareText, sizeOrNothing, sizeText } from '../text/size-text.ts';
import { type Column, type Row, renderTable } from '../text/table.ts';
import { renderHull } from './hull.ts';
import { layerSteps, stepText } from './steps.ts';

interface LayerColumn extends Column {
  /** Narrower texts do without the column. */
  readonly from: number;
  readonly cell: (layer: LayerReport, report: ImageReport, style: RenderStyle) => string;
}

const INSTRUCTION: Column = { head: 'Instruction', give: 'end' };

/** The layers from the base up, with the steps that made none in their place, and all of them against the line that budgets draw. */
export function renderLayers(report: ImageReport, style: RenderStyle): string {
  const barColumns = style.width >= 120 ? 20 : 10;
  const columns = layerColumns(barColumns).filter((column) => style.width >= column.from);
  const rows = layerSteps(report).map(({ layer, step }): Row => {
    const text = stepText(step);
    if (layer === null) return { cells: [...columns.map(() => ''), text], dim: true };
    return { cells: [...columns.map((column) => column.cell(layer, report, style)), text] };
  });
  const body = rows.length === 0 ? '  none' : renderTable([...columns, INSTRUCTION], rows, style);
  const hull = renderHull(report, style);
  return section('Layers', hull === '' ? body : `${body}\n\n${hull}`, style);
}

function layerColumns(barColumns: number): readonly LayerColumn[] {
  return [
    { head: '#', align: 'right', from: 0, tone: 'dim', cell: (layer) => String(layer.index) },
    { head: 'Size', align: 'right', from: 0, cell: (layer, _, style) => sizeText(layer.fileBytes, style) },
    {
      head: 'Share',
      align: 'right',
      from: 50,
      cell: (layer, { totals }) => shareText(layer.fileBytes, totals.fileBytes),
    },
    {
      head: '',
      from: 76,
      tone: 'cyan',
      cell: (layer, { totals }, style) => barText(layer.fileBytes, totals.fileBytes, barColumns, style.ascii),
    },
    { head: 'Files', align: 'right', from: 60, cell: (layer) => groupDigits(layer.files) },
    {
      head: 'Wasted',
      align: 'right',
      from: 64,
      tone: 'yellow',
      cell: (layer, _, style) => sizeOrNothing(layer.wastedBytes, style),
    },
  ];
}
