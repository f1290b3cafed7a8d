import { countText, groupDigits } from '../../core/count-text.ts';
import type { ImageReport } from '../../image/report.ts';
import { headline } from '../../report/gate/headline.ts';
import { imageFacts } from '../../report/image/facts.ts';
import { instructionText } from '../../report/image/steps.ts';
import { renderStyle } from '../../report/options.ts';
import { shareText } from '../../report/text/size-text.ts';
import { code, h, prose } from '../dom.ts';
import type { Page, Section } from '../page.ts';
import { drawFiles } from '../parts/files.ts';
import { drawFindings } from '../parts/findings.ts';
import { drawHead, toneOf } from '../parts/head.ts';
import { drawLayers } from '../parts/layers.ts';
import { drawSavings, type Saving } from '../parts/savings.ts';
import { section } from '../parts/section.ts';
import { drawVerdicts } from '../parts/verdicts.ts';
import { drawWasteFlow } from '../parts/waste-flow.ts';

/** The page of an image; `map` is its tree, drawn. */
export function imageSections(page: Page<ImageReport>, map: HTMLElement | null): readonly Section[] {
  const { report } = page;
  return [
    imageHead(page),
    section('budgets', 'Budgets', drawVerdicts(page, report.verdicts ?? [])),
    imageSavings(page),
    section('map', 'Where the bytes are', map),
    drawLayers(page),
    drawWasteFlow(page),
    drawFiles(page),
    drawFindings(page, report.findings),
  ];
}

/** What else there is to see of one image among several, its map left out. */
export function imageParts(page: Page<ImageReport>, n: number): readonly Section[] {
  return [drawLayers(page, `layers-${n}`), drawWasteFlow(page, `waste-${n}`), drawFiles(page, `files-${n}`)];
}

function imageHead(page: Page<ImageReport>): HTMLElement {
  const { report, data } = page;
  const { totals } = report;
  const { fileBytes, wastedBytes } = totals;
  return drawHead(page, {
    kind: 'image',
    tone: toneOf(report),
    verdict: verdictOf(page),
    figures: [
      ['Stored', page.size(fileBytes), `in ${countText(totals.layers, 'layer')}`],
      ['Visible', page.size(totals.visibleBytes), `in ${countText(totals.visibleFiles, 'file')}`],
      ['Hidden', page.size(wastedBytes), shareText(wastedBytes, fileBytes)],
      ['Layer blobs', page.size(totals.blobBytes), report.archive.format],
      [
        'Entries',
        groupDigits(totals.entries),
        countText(totals.visiblePaths, 'path visible', 'paths visible'),
      ],
    ],
    facts: imageFacts(report, renderStyle(data.style)),
  });
}

function verdictOf(page: Page<ImageReport>): string {
  const { report } = page;
  const { fileBytes, wastedBytes } = report.totals;
  const waste =
    wastedBytes === 0
      ? 'every stored byte is visible'
      : `${page.size(wastedBytes)} of ${page.size(fileBytes)} is hidden by later layers`;
  return (report.verdicts ?? []).length > 0 || report.findings.length > 0
    ? `${headline(report)}; ${waste}`
    : `${waste[0]!.toUpperCase()}${waste.slice(1)}`;
}

/** What to do, most bytes first, and what is left when all of it is done. */
export function imageSavings(page: Page<ImageReport>, id?: string): HTMLElement | null {
  const { savings, totals } = page.report;
  const list = savings.list.map(
    ({ bytes, cure, rule, layer, instruction, file, line }): Saving => ({
      bytes,
      what: prose(cure ?? rule),
      how: [
        file === null ? null : [code(line === null ? file : `${file}:${line}`), ', '],
        layer === null ? null : `layer ${layer}: `,
        instruction === null ? null : code(instructionText(instruction)),
        ' ',
        h('span', { class: 'badge' }, rule),
      ],
    }),
  );
  const title = `Could be saved: ${page.size(savings.avoidableBytes)} (${shareText(savings.avoidableBytes, totals.fileBytes)})`;
  return drawSavings(page, title, restText(page), list, totals.fileBytes, id);
}

function restText({ report, size }: Page<ImageReport>): string {
  const { remainingBytes, baseBytes, unavoidableBytes } = report.savings;
  return [
    `All of it leaves ${size(remainingBytes)} of ${size(report.totals.fileBytes)}.`,
    baseBytes === 0 ? '' : `Another base would save ${size(baseBytes)} more.`,
    unavoidableBytes === 0
      ? ''
      : `${size(unavoidableBytes)} of package databases are hidden and cannot be avoided.`,
  ]
    .filter((text) => text !== '')
    .join(' ');
}
