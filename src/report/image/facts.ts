import { countText } from '../../core/count-text.ts';
import type { ArchiveFact, ImageReport } from '../../image/report.ts';
import { parseTime, utcText } from '../docker/go-time.ts';
import type { RenderStyle } from '../options.ts';
import { printable } from '../text/printable.ts';
import { shareText, sizeText } from '../text/size-text.ts';
import { baseText } from './base-text.ts';
import { platformText, shownId } from './image-name.ts';

/** What image this is, and its size in each of its meanings, as names and values. */
export function imageFacts(report: ImageReport, style: RenderStyle): readonly (readonly [string, string])[] {
  const { image } = report;
  const facts: (readonly [string, string])[] = [
    ['ID', shownId(image.id)],
    ['Platform', platformText(image.platform)],
    ['Created', createdText(image.created)],
    ['Archive', archiveText(report, style)],
    ['Layers', layersText(report)],
    ['Stored', storedText(report, style)],
    ['Visible', visibleText(report, style)],
  ];
  if (image.tags.length > 1) facts.unshift(['Also', image.tags.slice(1).map(printable).join(' ')]);
  const beside = attachmentsText(report.archive);
  if (beside !== null) facts.push(['Beside', beside]);
  const base = baseText(report, style);
  if (base !== null) facts.push(['Base', base]);
  const checked = checkedText(report);
  if (checked !== null) facts.push(['Checked', checked]);
  return facts;
}

/** To the second, in UTC; a text that is no time as it is. */
function createdText(created: string | null): string {
  if (created === null) return 'not recorded';
  const seconds = parseTime(created);
  return seconds === null ? printable(created) : utcText(seconds);
}

function archiveText({ archive }: ImageReport, style: RenderStyle): string {
  const compressed = archive.compression === 'none' ? '' : `, ${archive.compression}`;
  const name = archive.path === null ? 'standard input' : printable(archive.path);
  return `${name} (${archive.format}${compressed}, ${sizeText(archive.bytes, style)})`;
}

function layersText({ totals, history }: ImageReport): string {
  const steps = history.length === 0 ? 'no history' : countText(history.length, 'step');
  return `${countText(totals.layers, 'layer')} from ${steps}, ${countText(totals.entries, 'entry', 'entries')}`;
}

function storedText({ totals }: ImageReport, style: RenderStyle): string {
  return [
    `${sizeText(totals.fileBytes, style)} in files`,
    `${sizeText(totals.tarBytes, style)} as layer tars`,
    `${sizeText(totals.blobBytes, style)} as stored`,
  ].join(', ');
}

function visibleText({ totals }: ImageReport, style: RenderStyle): string {
  const seen = `${sizeText(totals.visibleBytes, style)} in ${countText(totals.visibleFiles, 'file')}`;
  if (totals.wastedBytes === 0) return `${seen}, all that is stored`;
  const hidden = `${sizeText(totals.wastedBytes, style)} (${shareText(totals.wastedBytes, totals.fileBytes)})`;
  return `${seen}; later layers hide ${hidden}`;
}

/** What the archive holds beside images. */
export function attachmentsText(archive: ArchiveFact): string | null {
  const count = (kind: string): number => archive.attachments.filter((found) => found.kind === kind).length;
  const parts = [
    ...(count('attestation') > 0 ? [countText(count('attestation'), 'attestation')] : []),
    ...(count('artifact') > 0 ? [`${countText(count('artifact'), 'artifact')} without a file system`] : []),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}

function checkedText({ layers }: ImageReport): string | null {
  const checked = layers.filter((layer) => layer.verified !== null);
  if (checked.length === 0) return null;
  const wrong = checked.filter((layer) => layer.verified === false).length;
  return wrong === 0
    ? `${countText(checked.length, 'layer')}: digests and diff IDs agree`
    : `${countText(wrong, 'layer')} of ${checked.length} not as claimed`;
}
