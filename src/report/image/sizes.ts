import { groupDigits } from '../../core/count-text.ts';
import { sumOf } from '../../core/sum.ts';
import type { ImageReport } from '../../image/report.ts';
import { goSize } from '../docker/go-size.ts';
import type { RenderStyle } from '../options.ts';
import { paint } from '../text/paint.ts';
import { factList, joinSections, section } from '../text/section.ts';
import { sizeText } from '../text/size-text.ts';
import { type Column, type Row, renderTable, right } from '../text/table.ts';
import { imageName } from './image-name.ts';
import { layerSteps, stepText } from './steps.ts';

/** The sizes of an image side by side: which tool shows which of them, each layer in all of them, and that they add up. */
export function renderImageSizes(report: ImageReport, style: RenderStyle): string {
  const sections = [
    paint(style.color).bold(imageName(report.image)),
    section('Who shows which size', renderTools(report, style), style),
    section('Layers', renderLayerSizes(report, style), style),
    section('Accounting, in bytes', renderAccounting(report, style), style),
  ];
  return joinSections(sections);
}

function renderTools(report: ImageReport, style: RenderStyle): string {
  const { totals, history } = report;
  const size = (bytes: number): string => (style.bytes ? String(bytes) : goSize(bytes));
  const historyBytes = sumOf(history, ({ size }) => size);
  const isPlain = report.layers.some((layer) => layer.compression === 'none' && layer.blobBytes > 0);
  const registry = isPlain
    ? `at most ${size(totals.blobBytes)}: layers are stored plain here, a push compresses them`
    : `${size(totals.blobBytes)}: the layers as stored, which is what a push or a pull moves`;
  return factList(
    [
      ['docker images', `${size(historyBytes)}: the sum of docker history (classic image store)`],
      ['docker history', `${size(historyBytes)}: bytes of the files of each layer, without tar headers`],
      [
        'docker image ls',
        `CONTENT SIZE ${size(totals.blobBytes)} of layers, and a little for config and manifests (containerd image store); DISK USAGE adds the unpacked files in blocks of the host's file system, which no archive tells`,
      ],
      ['registry', registry],
      ['docker save', `${size(totals.tarBytes)}: layer tars, with headers and padding`],
      ['du, docker export', `${size(totals.visibleBytes)}: the files that a container sees`],
    ],
    style,
  );
}

function renderLayerSizes(report: ImageReport, style: RenderStyle): string {
  const isWide = style.width >= 60;
  const columns: readonly Column[] = [
    right('#'),
    right('Files'),
    right('Tar'),
    right('Stored'),
    ...(isWide ? [right('Ratio'), { head: 'Instruction', give: 'end' } as const] : []),
  ];
  const row = (
    name: string,
    sizes: readonly [file: number, tar: number, blob: number],
    text: string,
  ): Row => ({
    cells: [
      name,
      ...sizes.map((bytes) => sizeText(bytes, style)),
      ...(isWide ? [ratioText(sizes[1], sizes[2], style), text] : []),
    ],
  });
  const layers = layerSteps(report).flatMap(({ layer, step }) =>
    layer === null
      ? []
      : [row(String(layer.index), [layer.fileBytes, layer.tarBytes, layer.blobBytes], stepText(step))],
  );
  const { fileBytes, tarBytes, blobBytes } = report.totals;
  return renderTable(columns, [...layers, row('all', [fileBytes, tarBytes, blobBytes], '')], style);
}

/** How many times smaller than its tar a layer is stored: `2.4×`. */
function ratioText(tarBytes: number, blobBytes: number, style: RenderStyle): string {
  return blobBytes === 0 ? '' : `${(tarBytes / blobBytes).toFixed(1)}${style.ascii ? 'x' : '×'}`;
}

function renderAccounting({ accounting, waste }: ImageReport, style: RenderStyle): string {
  const { storedBytes, visibleBytes, hiddenBytes, balances } = accounting;
  const digits = groupDigits;
  const causes = [
    `${digits(waste.deleted)} deleted`,
    `${digits(waste.overwritten)} overwritten`,
    `${digits(waste.opaque)} behind opaque directories`,
    `${digits(waste.duplicateNames)} twice in one layer`,
  ];
  const visible = `${digits(visibleBytes)} visible + ${digits(hiddenBytes)} hidden`;
  return factList(
    [
      ['Stored', `${digits(storedBytes)} = ${visible}${balances ? '' : ' (this does not add up)'}`],
      ['Hidden', `${digits(waste.bytes)} = ${causes.join(' + ')}`],
    ],
    style,
  );
}
