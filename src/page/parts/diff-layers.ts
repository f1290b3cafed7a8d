import { sumOf } from '../../core/sum.ts';
import type { DiffReport, LayerDelta, LayerSide } from '../../diff/report.ts';
import { signedText } from '../../report/gate/verdict-text.ts';
import { instructionText } from '../../report/image/steps.ts';
import { printable } from '../../report/text/printable.ts';
import { code, foreign, h } from '../dom.ts';
import type { Page, Section } from '../page.ts';
import { drawTable, figures } from '../table.ts';
import { sign } from './diff-tables.ts';
import { drawHull, type Plank } from './hull.ts';
import { section } from './section.ts';

/** The layers of both sides as bars, and what became of each. */
export function drawLayerDeltas(page: Page<DiffReport>): Section {
  const { layers, before, after } = page.report;
  if (layers.length === 0) return null;
  const hull = (name: string, of: (layer: LayerDelta) => LayerSide | null): HTMLElement => {
    const planks = layers.flatMap((layer): readonly Plank[] => {
      const side = of(layer);
      if (side === null) return [];
      const text = `layer ${side.index}: ${page.size(side.fileBytes)}, ${instructionText(side.instruction ?? '')}`;
      return [{ index: side.index, bytes: side.fileBytes, wasted: side.wastedBytes, text }];
    });
    planks.sort((a, b) => a.index - b.index);
    const caption = `${printable(name)}: ${page.size(sumOf(planks, ({ bytes }) => bytes))}`;
    return h('figure', {}, h('figcaption', {}, foreign(caption)), drawHull(caption, planks, []));
  };
  return section(
    'layers',
    'Layers',
    hull(before.name, (layer) => layer.before),
    hull(after.name, (layer) => layer.after),
    drawTable<LayerDelta>({
      title: 'Layers',
      rows: layers,
      columns: [
        { head: 'State', cell: ({ state }) => sign(state) },
        {
          head: 'Layer',
          cell: ({ before: old, after: now }) => [old?.index ?? '–', ' → ', now?.index ?? '–'],
        },
        figures(
          'Change',
          ({ delta }) => delta,
          (value) => signedText(value, 'bytes', page.data.style),
        ),
        {
          head: 'Before',
          align: 'right',
          wide: true,
          cell: ({ before: old }) => (old === null ? '' : page.size(old.fileBytes)),
        },
        {
          head: 'After',
          align: 'right',
          wide: true,
          cell: ({ after: now }) => (now === null ? '' : page.size(now.fileBytes)),
        },
        {
          head: 'Instruction',
          cell: ({ before: old, after: now }) => code(instructionText((now ?? old)?.instruction ?? '')),
        },
      ],
    }),
  );
}
