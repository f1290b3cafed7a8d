import { groupDigits } from '../../core/count-text.ts';
import { sumOf } from '../../core/sum.ts';
import type { Verdict } from '../../core/verdict.ts';
import type { ImageReport, LayerReport } from '../../image/report.ts';
import { instructionText, layerSteps } from '../../report/image/steps.ts';
import { shareText } from '../../report/text/size-text.ts';
import { h } from '../dom.ts';
import { layerStyle } from '../map/colors.ts';
import type { Page } from '../page.ts';
import { drawTable } from '../table.ts';
import { drawHull, type Line, type Plank } from './hull.ts';
import { bar, section } from './section.ts';
import { drawStep } from './step.ts';

type AnyLayer = Pick<LayerReport, 'index' | 'fileBytes' | 'blobBytes' | 'wastedBytes' | 'instruction'>;

/** The layers as bars, one for each sum that a budget limits; without such a budget one of all bytes, without a line. */
export function drawHulls(
  page: Page,
  layers: readonly AnyLayer[],
  ownFrom: number,
  verdicts: readonly Verdict[],
): readonly HTMLElement[] {
  if (layers.length === 0) return [];
  const sums = verdicts.filter(
    ({ budget, limit, unit, subject }) =>
      limit !== null && unit === 'bytes' && ['total', 'compressed'].includes(budget) && subject.path === null,
  );
  if (sums.length === 0) return [hullOf(page, 'All layers', layers, 'fileBytes', [])];
  return sums.map((verdict) => {
    const isOwn = verdict.scope === 'own';
    const key = verdict.budget === 'compressed' ? 'blobBytes' : 'fileBytes';
    const title = `${isOwn ? 'Own layers' : 'All layers'}${key === 'blobBytes' ? ', as stored' : ''}`;
    return hullOf(page, title, isOwn ? layers.slice(ownFrom) : layers, key, [lineOf(page, verdict)]);
  });
}

function lineOf(page: Page, { limit, status }: Verdict): Line {
  return { at: limit ?? 0, text: `limit ${page.size(limit ?? 0)}`, isBroken: status === 'fail' };
}

function hullOf(
  page: Page,
  title: string,
  layers: readonly AnyLayer[],
  key: 'fileBytes' | 'blobBytes',
  lines: readonly Line[],
): HTMLElement {
  const planks = layers.map(
    (layer): Plank => ({
      index: layer.index,
      bytes: layer[key],
      wasted: key === 'fileBytes' ? layer.wastedBytes : 0,
      text: plankText(page, layer, layer[key]),
    }),
  );
  const sum = sumOf(planks, ({ bytes }) => bytes);
  const caption = `${title}: ${page.size(sum)}`;
  return h('figure', {}, h('figcaption', {}, caption), drawHull(caption, planks, lines));
}

function plankText(page: Page, { index, instruction, wastedBytes }: AnyLayer, bytes: number): string {
  const hidden = wastedBytes === 0 ? '' : `, ${page.size(wastedBytes)} of it hidden`;
  return `layer ${index}: ${page.size(bytes)}${hidden}, ${instructionText(instruction ?? '')}`;
}

/** The layers against the line, and every step of the history with what it stored. */
export function drawLayers(page: Page<ImageReport>, id = 'layers'): HTMLElement | null {
  const { report } = page;
  const { layers, totals, base, verdicts = [] } = report;
  const steps = layerSteps(report);
  if (steps.length === 0) return null;
  const number = new Map(steps.map((step, n) => [step, n]));
  return section(
    id,
    'Layers and history',
    drawHulls(page, layers, base.layers, verdicts),
    h(
      'p',
      { class: 'quiet' },
      h('span', { class: 'swatch hatch', 'aria-hidden': 'true' }),
      ' hatched: bytes that later layers hide',
    ),
    drawTable({
      title: 'Layers and history',
      rows: steps,
      text: ({ layer, step }) =>
        [step?.instruction, layer?.instruction, step?.created, layer?.digest].join(' '),
      columns: [
        {
          head: 'Layer',
          by: (step) => number.get(step)!,
          cell: ({ layer }) =>
            layer === null ? '' : h('span', { class: `swatch ${layerStyle(layer.index)}` }, layer.index),
        },
        {
          head: 'Size',
          align: 'right',
          by: ({ layer }) => layer?.fileBytes ?? -1,
          cell: ({ layer }) => (layer === null ? '' : page.size(layer.fileBytes)),
        },
        {
          head: 'Share',
          wide: true,
          align: 'right',
          cell: ({ layer }) =>
            layer === null
              ? ''
              : [
                  bar(layer.fileBytes, totals.fileBytes, layerStyle(layer.index)),
                  ' ',
                  shareText(layer.fileBytes, totals.fileBytes),
                ],
        },
        {
          head: 'Stored as',
          align: 'right',
          wide: true,
          by: ({ layer }) => layer?.blobBytes ?? -1,
          cell: ({ layer }) => (layer === null ? '' : page.size(layer.blobBytes)),
        },
        {
          head: 'Files',
          align: 'right',
          wide: true,
          by: ({ layer }) => layer?.files ?? -1,
          cell: ({ layer }) => (layer === null ? '' : groupDigits(layer.files)),
        },
        {
          head: 'Hidden',
          align: 'right',
          by: ({ layer }) => layer?.wastedBytes ?? -1,
          cell: ({ layer }) =>
            layer === null || layer.wastedBytes === 0 ? '' : page.size(layer.wastedBytes),
        },
        {
          head: 'Instruction',
          cell: ({ layer, step }) => drawStep(layer, step, layer !== null && layer.index < base.layers),
        },
      ],
    }),
  );
}
