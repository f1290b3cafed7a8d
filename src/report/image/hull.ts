import type { Verdict } from '../../core/verdict.ts';
import type { ImageReport, LayerReport } from '../../image/report.ts';
import type { RenderStyle } from '../options.ts';
import { textColumns } from '../text/columns.ts';
import { paint } from '../text/paint.ts';
import { sizeText } from '../text/size-text.ts';

const INDENT = 2;
const GAP = 2;
/** With less room for the bars they are left out. */
const LEAST_BAR = 16;

/** What a line is drawn with. The mark is that of a ship: a circle and the line through it. */
interface Glyphs {
  /** Neighbouring layers take turns. */
  readonly layers: readonly [string, string];
  readonly room: string;
  readonly mark: string;
}

const UNICODE: Glyphs = { layers: ['█', '▓'], room: '░', mark: '⊖' };
const ASCII: Glyphs = { layers: ['#', '='], room: '.', mark: '|' };

/** All layers side by side against the line that they must not pass, one line for each budget of a sum; empty text without one. */
export function renderHull({ layers, base, verdicts = [] }: ImageReport, style: RenderStyle): string {
  const sums = verdicts.filter(
    ({ budget, unit, limit }) =>
      unit === 'bytes' && limit !== null && (budget === 'total' || budget === 'compressed'),
  );
  const rows = sums.map((verdict) => hullOf(verdict, layers, base.layers, style));
  const widest = (of: (row: Hull) => string): number =>
    Math.max(0, ...rows.map((row) => textColumns(of(row))));
  const [names, numbers] = [widest(({ name }) => name), widest((row) => row.numbers)];
  const columns = style.width - INDENT - names - 2 * GAP - numbers;
  if (columns < LEAST_BAR) return '';
  const colors = paint(style.color);
  return rows
    .map(({ name, numbers: text, sizes, limit, tone }) => {
      const bar = hullText(sizes, limit, columns, style.ascii ? ASCII : UNICODE);
      return `${' '.repeat(INDENT)}${name.padEnd(names)}  ${colors[tone](bar)}  ${text.padStart(numbers)}`;
    })
    .join('\n');
}

interface Hull {
  readonly name: string;
  readonly numbers: string;
  /** Of the layers that have any bytes. */
  readonly sizes: readonly number[];
  readonly limit: number;
  readonly tone: 'cyan' | 'yellow' | 'red';
}

function hullOf(
  { budget, scope, limit, status }: Verdict,
  layers: readonly LayerReport[],
  base: number,
  style: RenderStyle,
): Hull {
  const isStored = budget === 'compressed';
  const sizes = (scope === 'own' ? layers.slice(base) : layers)
    .map((layer) => (isStored ? layer.blobBytes : layer.fileBytes))
    .filter((size) => size > 0);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return {
    name: `${scope === 'own' ? 'Own layers' : 'All layers'}${isStored ? ' as stored' : ''}`,
    numbers: `${sizeText(total, style)} of ${sizeText(limit ?? 0, style)}`,
    sizes,
    limit: limit ?? 0,
    tone: status === 'fail' ? 'red' : status === 'warn' ? 'yellow' : 'cyan',
  };
}

/** Layers in turns of two shades, what is left below the limit, and the mark at the limit; beyond it the layers go on. */
function hullText(sizes: readonly number[], limit: number, columns: number, glyphs: Glyphs): string {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const whole = Math.max(total, limit, 1);
  const mark = Math.min(columns - 1, Math.floor((limit / whole) * columns));
  let text = '';
  let layer = 0;
  let end = sizes[0] ?? 0;
  for (let column = 0; column < columns; column++) {
    const at = ((column + 0.5) / columns) * whole;
    while (at >= end && layer < sizes.length) end += sizes[++layer] ?? 0;
    text += column === mark ? glyphs.mark : layer < sizes.length ? glyphs.layers[layer % 2]! : glyphs.room;
  }
  return text;
}
