import { countText, groupDigits } from '../../core/count-text.ts';
import type { TreeReport } from '../../image/tree/report.ts';
import { imageName } from '../image/image-name.ts';
import { causeText, pairsText } from '../image/layer-pairs.ts';
import { instructionText } from '../image/steps.ts';
import type { RenderStyle } from '../options.ts';
import { arrow, dots } from '../text/glyphs.ts';
import { paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { sizeText } from '../text/size-text.ts';
import { type Column, renderTable } from '../text/table.ts';
import { wrapText } from '../text/wrap.ts';
import { type Branch, drawBranches } from './branches.ts';
import { stateLegend } from './state-letters.ts';
import { treeColumns } from './tree-columns.ts';

/** The tree of an image for people: sizes, letters for what became of each path, and the paths drawn as a tree. */
export function renderTreeTable(report: TreeReport, style: RenderStyle): string {
  const columns = treeColumns(report, style);
  const rows = drawBranches(report, style).map((branch) => ({
    cells: [
      ...columns.map(({ cell, left }) => (branch.isLeft ? left(branch.entry) : cell(branch.entry))),
      branch.isLeft ? moreCell(branch, style) : pathCell(branch, style),
      ...(report.wasteOnly
        ? [
            branch.isLeft
              ? ''
              : pairsText(branch.entry.waste ?? [], style.width < 60 ? () => '' : causeText, style),
          ]
        : []),
    ],
    lead: branch.lines,
    dim: branch.isLeft || (branch.entry.state === 'removed' && !report.wasteOnly),
  }));
  const path: Column = { head: 'Path', give: 'middle' };
  const how: readonly Column[] = report.wasteOnly
    ? [{ head: style.width < 60 ? 'Layers' : 'Stored in, hidden by', tone: 'dim' }]
    : [];
  const table = renderTable([...columns, path, ...how], rows, style);
  const legend = stateLegend(report.entries.map(({ state }) => state));
  return `${[renderTitle(report, style), table, ...legend.map(paint(style.color).dim)].join('\n')}\n`;
}

function renderTitle(report: TreeReport, style: RenderStyle): string {
  const { view, totals, path, wasteOnly } = report;
  const { bold } = paint(style.color);
  const place = path === '.' ? '' : ` below ${printable(path)}`;
  const there = `${sizeText(totals.bytes, style)} in ${countText(totals.files, 'file')}`;
  const hidden = `${sizeText(totals.hiddenBytes, style)} in ${countText(totals.hiddenFiles, 'file')}`;
  const step = view.layer === null ? '' : `layer ${view.layer}: ${instructionText(view.instruction)}`;
  const texts = {
    final: wasteOnly ? `hidden in the end${place}: ${hidden}` : `final tree${place}: ${there}`,
    'up-to': wasteOnly
      ? `hidden${place} after ${step}\n${hidden}`
      : `tree${place} after ${step}\n${there}${totals.hiddenBytes > 0 ? `; this layer hides ${hidden}` : ''}`,
    layer: wasteOnly
      ? `hidden${place} by ${step}\n${hidden}`
      : `${step}\nstores${place} ${there}${totals.hiddenBytes > 0 ? `, hides ${hidden}` : ', hides nothing'}`,
  };
  const [first, ...more] = `${imageName(report.image)}, ${texts[view.kind]}`
    .split('\n')
    .flatMap((line) => wrapText(line, style.width));
  return [bold(first!), ...more].join('\n');
}

function moreCell({ entry }: Branch, style: RenderStyle): string {
  return `${dots(style)} ${groupDigits(entry.left!.children)} more`;
}

function pathCell({ entry, names }: Branch, style: RenderStyle): string {
  const name = entry.depth === 0 ? entry.path : entry.path.split('/').slice(-names).join('/');
  const mark = entry.type === 'directory' ? '/' : '';
  const target =
    entry.linkTarget === null
      ? ''
      : entry.type === 'hardlink'
        ? ` = ${printable(entry.linkTarget)}`
        : ` ${arrow(style)} ${printable(entry.linkTarget)}`;
  return `${printable(name)}${mark}${target}`;
}
