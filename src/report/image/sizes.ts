import { groupDigits } from '../../core/count-text.ts';
import { sumOf } from '../../core/sum.ts';
import type { ImageReport, LayerReport, StoreSizes } from '../../image/report.ts';
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
  const isPlain = report.layers.some(
    ({ compression, readAs, blobBytes }) => compression === 'none' && readAs !== null && blobBytes > 0,
  );
  const registry = isPlain
    ? `at most ${size(totals.blobBytes)}: layers are stored plain here, a push compresses them`
    : `${size(totals.blobBytes)}: the layers as stored, which is what a push or a pull moves`;
  return factList(
    [
      ['docker images', `${size(historyBytes)}: the sum of docker history (classic image store)`],
      ['docker history', `${size(historyBytes)}: bytes of the files of each layer, without tar headers`],
      ...(report.stores === null
        ? []
        : [['docker image ls', storeText(report.stores.containerd, size)] as const]),
      ['registry', registry],
      ['docker save', `${size(totals.tarBytes)}: layer tars, with headers and padding`],
      ['du, docker export', `${size(totals.visibleBytes)}: the files that a container sees`],
    ],
    style,
  );
}

function storeText({ diskBytes, contentBytes }: StoreSizes, size: (bytes: number) => string): string {
  return `DISK USAGE ${size(diskBytes)}, of which CONTENT SIZE ${size(contentBytes)}: layers as stored, config and manifest of this platform, and beside them its layers unpacked on a disk with blocks of 4,096 bytes (containerd image store)`;
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
    ratio: string,
    text: string,
  ): Row => ({
    cells: [name, ...sizes.map((bytes) => sizeText(bytes, style)), ...(isWide ? [ratio, text] : [])],
  });
  const layers = layerSteps(report).flatMap(({ layer, step }) => {
    if (layer === null) return [];
    const { index, fileBytes, tarBytes, blobBytes } = layer;
    const ratio = ratioText([layer], style);
    return [row(String(index), [fileBytes, tarBytes, blobBytes], ratio, stepText(step))];
  });
  const { fileBytes, tarBytes, blobBytes } = report.totals;
  const total = row('all', [fileBytes, tarBytes, blobBytes], ratioText(report.layers, style), '');
  return renderTable(columns, [...layers, total], style);
}

/** How many times smaller than their tars layers are stored: `2.4×`. What is not in the archive has a tar that nobody knows. */
function ratioText(layers: readonly LayerReport[], style: RenderStyle): string {
  const read = layers.filter(({ readAs }) => readAs !== null);
  const stored = sumOf(read, ({ blobBytes }) => blobBytes);
  const ratio = sumOf(read, ({ tarBytes }) => tarBytes) / stored;
  return stored === 0 ? '' : `${ratio.toFixed(1)}${style.ascii ? 'x' : '×'}`;
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
