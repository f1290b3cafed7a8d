import { countText } from '../../core/count-text.ts';
import { sumOf } from '../../core/sum.ts';
import type { DiffReport, LayerDelta } from '../../diff/report.ts';
import { signedText } from '../gate/verdict-text.ts';
import { instructionText } from '../image/steps.ts';
import type { RenderStyle } from '../options.ts';
import { tableSection } from '../text/section.ts';
import { sizeText } from '../text/size-text.ts';
import { type Column, type Row, right } from '../text/table.ts';
import { SIGNS } from './signs.ts';

/** The layers side by side; those that are the same share one line. Empty text where there are none. */
export function renderLayerDeltas({ layers }: DiffReport, style: RenderStyle): string {
  if (layers.length === 0) return '';
  const isWide = style.width >= 60;
  const columns: readonly Column[] = [
    { head: '' },
    right('#', 'dim'),
    ...(isWide ? [right('Before'), right('After')] : []),
    right('Change'),
    { head: 'Instruction', give: 'end' },
  ];
  const rows = groupSame(layers).map((group): Row => {
    const [layer] = group;
    const cells = group.length > 1 ? sameCells(group, style) : layerCells(layer!, style);
    return {
      cells: isWide ? cells : [cells[0]!, cells[1]!, ...cells.slice(4)],
      dim: layer!.state === 'same',
    };
  });
  return tableSection('Layers', columns, rows, style);
}

/** Neighbours that are the same stand together. */
function groupSame(layers: readonly LayerDelta[]): readonly (readonly LayerDelta[])[] {
  const groups: LayerDelta[][] = [];
  for (const layer of layers) {
    const last = groups.at(-1);
    if (layer.state === 'same' && last?.[0]?.state === 'same') last.push(layer);
    else groups.push([layer]);
  }
  return groups;
}

function sameCells(group: readonly LayerDelta[], style: RenderStyle): readonly string[] {
  const bytes = sizeText(
    sumOf(group, ({ after }) => after?.fileBytes ?? 0),
    style,
  );
  return [SIGNS.same.letter, '', bytes, bytes, '0', `${countText(group.length, 'layer')} the same`];
}

function layerCells({ state, before, after, delta }: LayerDelta, style: RenderStyle): readonly string[] {
  const [old, now] = [before?.index, after?.index];
  const number =
    old === undefined || now === undefined || old === now
      ? String(now ?? old)
      : `${old}${style.ascii ? '>' : '→'}${now}`;
  const instruction = (after ?? before)?.instruction ?? null;
  return [
    SIGNS[state].letter,
    number,
    before === null ? '' : sizeText(before.fileBytes, style),
    after === null ? '' : sizeText(after.fileBytes, style),
    signedText(delta, 'bytes', style),
    instructionText(instruction),
  ];
}
