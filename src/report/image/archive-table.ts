import { countText } from '../../core/count-text.ts';
import { familiarReference } from '../../core/reference.ts';
import type { ArchiveLayer, ArchiveReport, LayerSums } from '../../image/all/report.ts';
import type { ImageFact } from '../../image/report.ts';
import { type RenderStyle, topOf } from '../options.ts';
import { paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { factList, joinSections, tableSection } from '../text/section.ts';
import { sizeOrNothing, sizeText } from '../text/size-text.ts';
import { type Column, right } from '../text/table.ts';
import { attachmentsText } from './facts.ts';
import { platformText, shownId } from './image-name.ts';
import { instructionText } from './steps.ts';

/** All images of an archive for people: what they store together, each of them, and the layers that they have in common. */
export function renderArchiveTable(report: ArchiveReport, style: RenderStyle): string {
  return joinSections([
    renderHeader(report, style),
    renderImages(report, style),
    renderCommon(report, style),
  ]);
}

function renderHeader({ archive, totals }: ArchiveReport, style: RenderStyle): string {
  const name = archive.path === null ? 'standard input' : printable(archive.path);
  const { stored, shared, unique } = totals;
  const facts: [string, string][] = [
    ['Images', countText(totals.images, 'image')],
    ['Stored', `${sumText(stored, style)}, each layer once`],
    ['Shared', shared.layers === 0 ? 'no layer is in several images' : sumText(shared, style)],
    ['Unique', unique.layers === 0 ? 'no layer is in one image only' : sumText(unique, style)],
  ];
  const beside = attachmentsText(archive);
  if (beside !== null) facts.push(['Beside', beside]);
  return `${paint(style.color).bold(`${name} (${archive.format})`)}\n${factList(facts, style)}`;
}

function sumText({ layers, fileBytes, blobBytes }: LayerSums, style: RenderStyle): string {
  const stored = `${sizeText(blobBytes, style)} as stored`;
  return `${countText(layers, 'layer')}, ${sizeText(fileBytes, style)} in files, ${stored}`;
}

function renderImages({ images }: ArchiveReport, style: RenderStyle): string {
  const isWide = style.width >= 70;
  const columns: readonly Column[] = [
    right('#', 'dim'),
    { head: 'Image', give: 'middle' },
    ...(isWide ? [{ head: 'Platform' }, right('Layers')] : []),
    right('Size'),
    right('Shared'),
    right('Unique'),
    right('Wasted', 'yellow'),
  ];
  const rows = images.map(({ number, shared, unique, report }) => ({
    cells: [
      String(number),
      nameOf(report.image),
      ...(isWide ? [platformText(report.image.platform), String(report.totals.layers)] : []),
      sizeText(report.totals.fileBytes, style),
      sizeText(shared.fileBytes, style),
      sizeText(unique.fileBytes, style),
      sizeOrNothing(report.totals.wastedBytes, style),
    ],
  }));
  return tableSection('Images', columns, rows, style);
}

/** As docker prints it; the ID where it has no name. */
function nameOf({ tags, id }: ImageFact): string {
  return tags.length === 0 ? shownId(id) : printable(familiarReference(tags[0]!));
}

/** Layers of several images, largest first. */
function renderCommon(report: ArchiveReport, style: RenderStyle): string {
  const common = report.layers.filter(({ images }) => images.length > 1);
  const ranked = common.toSorted((a, b) => b.fileBytes - a.fileBytes);
  const columns: readonly Column[] = [
    right('Size'),
    right('Stored'),
    { head: 'Diff ID' },
    { head: 'In images' },
    { head: 'Instruction', give: 'end' },
  ];
  const rows = topOf(ranked, style).map((layer) => ({
    cells: [
      sizeText(layer.fileBytes, style),
      sizeText(layer.blobBytes, style),
      printable((layer.diffId ?? 'unknown').replace(/^sha256:/, '').slice(0, 12)),
      imagesText(layer, report.images.length),
      instructionText(layer.instruction ?? ''),
    ],
  }));
  return tableSection('Layers in common', columns, rows, style, common.length);
}

function imagesText({ images }: ArchiveLayer, count: number): string {
  if (images.length === count) return 'all';
  return images.length > 8 ? `${images.slice(0, 7).join(' ')} +${images.length - 7}` : images.join(' ');
}
