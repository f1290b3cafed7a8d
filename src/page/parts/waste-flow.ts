import { countText } from '../../core/count-text.ts';
import { sumOf } from '../../core/sum.ts';
import type { ImageReport } from '../../image/report.ts';
import type { WasteCell } from '../../image/waste/report.ts';
import { instructionText } from '../../report/image/steps.ts';
import { code, h, svg } from '../dom.ts';
import { layerStyle } from '../map/colors.ts';
import type { Page } from '../page.ts';
import { drawTable, figures } from '../table.ts';
import { section } from './section.ts';

const WIDTH = 640;
const HEIGHT = 300;
const SIDE = 150;
const GAP = 10;
const POST = 14;
/** Bands beyond the largest so many are drawn as one list below only. */
const MOST = 24;

interface Post {
  readonly layer: number;
  readonly bytes: number;
  readonly y: number;
  readonly height: number;
}

/** Bytes that one layer stored and another hid, as bands from left to right, and the same as a table. */
export function drawWasteFlow(page: Page<ImageReport>, id = 'waste'): HTMLElement | null {
  const cells = page.report.waste.matrix.filter(({ bytes }) => bytes > 0).sort((a, b) => b.bytes - a.bytes);
  if (cells.length === 0) return null;
  return section(
    id,
    'Stored here, hidden there',
    h(
      'p',
      { class: 'lead' },
      'Bytes that a layer on the left stores and a layer on the right hides. They are pulled and kept, and nobody can see them.',
    ),
    flow(page, cells.slice(0, MOST)),
    drawTable<WasteCell>({
      title: 'Waste by layer',
      rows: cells,
      columns: [
        figures('Bytes', ({ bytes }) => bytes, page.size),
        { head: 'Files', align: 'right', wide: true, by: ({ files }) => files, cell: ({ files }) => files },
        {
          head: 'Stored in',
          by: ({ storedIn }) => storedIn,
          cell: ({ storedIn }) => layerCell(page, storedIn),
        },
        {
          head: 'Hidden by',
          by: ({ hiddenBy }) => hiddenBy,
          cell: ({ hiddenBy }) => layerCell(page, hiddenBy),
        },
        { head: 'How', cell: (cell) => causeText(page, cell) },
      ],
    }),
  );
}

function layerCell({ report }: Page<ImageReport>, index: number): HTMLElement {
  const instruction = report.layers[index]?.instruction ?? '';
  return h(
    'span',
    { class: 'layer' },
    h('span', { class: `swatch ${layerStyle(index)}` }, index),
    ' ',
    code(instructionText(instruction)),
  );
}

function causeText(page: Page, cell: WasteCell): string {
  const { deleted, overwritten, identical, opaque, duplicateNames } = cell;
  const parts = [
    [deleted, 'deleted'],
    [overwritten - identical, 'overwritten'],
    [identical, 'stored again unchanged'],
    [opaque, 'behind an opaque directory'],
    [duplicateNames, 'twice in one layer'],
  ] as const;
  const there = parts.filter(([bytes]) => bytes > 0);
  return there.map(([bytes, text]) => (there.length === 1 ? text : `${text} ${page.size(bytes)}`)).join(', ');
}

function flow(page: Page<ImageReport>, cells: readonly WasteCell[]): HTMLElement {
  const total = sumOf(cells, ({ bytes }) => bytes);
  const posts = (of: (cell: WasteCell) => number): readonly Post[] => {
    const layers = [...new Set(cells.map(of))].sort((a, b) => a - b);
    const scale = (HEIGHT - GAP * (layers.length - 1)) / Math.max(total, 1);
    let y = 0;
    return layers.map((layer) => {
      const bytes = sumOf(
        cells.filter((cell) => of(cell) === layer),
        (cell) => cell.bytes,
      );
      const post = { layer, bytes, y, height: Math.max(1, bytes * scale) };
      y += post.height + GAP;
      return post;
    });
  };
  const left = posts(({ storedIn }) => storedIn);
  const right = posts(({ hiddenBy }) => hiddenBy);
  const label = `${page.size(total)} hidden: ${countText(left.length, 'layer stores', 'layers store')} it, ${countText(right.length, 'hides', 'hide')} it. The table below has the numbers.`;
  return h(
    'div',
    { class: 'flow' },
    svg(
      'svg',
      { viewBox: `0 -8 ${WIDTH} ${HEIGHT + 16}`, role: 'img', 'aria-label': label },
      bands(cells, left, right),
      left.map((post) => pillar(page, post, SIDE, 'end')),
      right.map((post) => pillar(page, post, WIDTH - SIDE - POST, 'start')),
    ),
  );
}

function pillar(
  page: Page,
  { layer, bytes, y, height }: Post,
  x: number,
  anchor: 'start' | 'end',
): readonly SVGElement[] {
  const at = anchor === 'end' ? x - 8 : x + POST + 8;
  return [
    svg('rect', { class: `post ${layerStyle(layer)}`, x, y, width: POST, height, rx: 2 }),
    svg(
      'text',
      { x: at, y: y + height / 2, dy: '0.35em', 'text-anchor': anchor },
      `layer ${layer} · ${page.size(bytes)}`,
    ),
  ];
}

/** One band a cell, in the order of the posts on both sides, so that few cross. */
function bands(
  cells: readonly WasteCell[],
  left: readonly Post[],
  right: readonly Post[],
): readonly SVGElement[] {
  const from = new Map(left.map((post) => [post.layer, post.y]));
  const to = new Map(right.map((post) => [post.layer, post.y]));
  const ordered = [...cells].sort((a, b) => a.storedIn - b.storedIn || a.hiddenBy - b.hiddenBy);
  return ordered.map(({ storedIn, hiddenBy, bytes }) => {
    const source = left.find(({ layer }) => layer === storedIn)!;
    const target = right.find(({ layer }) => layer === hiddenBy)!;
    const [a, b] = [from.get(storedIn)!, to.get(hiddenBy)!];
    const [thickA, thickB] = [(bytes / source.bytes) * source.height, (bytes / target.bytes) * target.height];
    from.set(storedIn, a + thickA);
    to.set(hiddenBy, b + thickB);
    const [x0, x1] = [SIDE + POST, WIDTH - SIDE - POST];
    const middle = (x0 + x1) / 2;
    const d =
      `M${x0} ${a}C${middle} ${a} ${middle} ${b} ${x1} ${b}` +
      `V${b + thickB}C${middle} ${b + thickB} ${middle} ${a + thickA} ${x0} ${a + thickA}Z`;
    return svg('path', { class: `band ${layerStyle(storedIn)}`, d });
  });
}
