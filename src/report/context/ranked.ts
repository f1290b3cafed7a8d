import type { ContextReport, DirectorySize, FileSize } from '../../context/report.ts';
import { groupDigits } from '../../core/count-text.ts';
import { type RenderStyle, topOf } from '../options.ts';
import { barText } from '../text/bar.ts';
import { printable } from '../text/printable.ts';
import { tableSection } from '../text/section.ts';
import { shareText, sizeText } from '../text/size-text.ts';
import { type Column, right } from '../text/table.ts';

const BAR_WIDTH = 20;
const NARROW = 60;

/** Each entry of the root with its share of what is sent; empty text when nothing is. */
export function renderShares({ topLevel, sent }: ContextReport, style: RenderStyle): string {
  if (topLevel.length === 0) return '';
  const shown = topOf(topLevel, style);
  const hasBar = style.width >= NARROW;
  const columns: readonly Column[] = [
    right('Size'),
    right('Share'),
    ...(hasBar ? [{ head: '' }] : []),
    right('Files'),
    { head: 'Path', give: 'middle' },
  ];
  const rows = shown.map(({ path, bytes, files }) => ({
    cells: [
      sizeText(bytes, style),
      shareText(bytes, sent.bytes),
      ...(hasBar ? [barText(bytes, sent.bytes, BAR_WIDTH, style.ascii)] : []),
      groupDigits(files),
      printable(path),
    ],
  }));
  return tableSection('Top level', columns, rows, style, topLevel.length);
}

/** The largest files that are sent. */
export function renderLargestFiles({ largestFiles, sent }: ContextReport, style: RenderStyle): string {
  return renderRanking('Largest files', largestFiles, sent.bytes, style);
}

/** The largest directories, each with all that is sent below it. */
export function renderLargestDirectories(
  { largestDirectories, sent }: ContextReport,
  style: RenderStyle,
): string {
  return renderRanking('Largest directories', largestDirectories, sent.bytes, style);
}

function renderRanking(
  heading: string,
  items: readonly (FileSize | DirectorySize)[],
  whole: number,
  style: RenderStyle,
): string {
  if (items.length === 0) return '';
  const shown = topOf(items, style);
  const hasFiles = shown.some((item) => 'files' in item);
  const columns: readonly Column[] = [
    right('Size'),
    right('Share'),
    ...(hasFiles ? [right('Files')] : []),
    { head: 'Path', give: 'middle' },
  ];
  const rows = shown.map((item) => ({
    cells: [
      sizeText(item.bytes, style),
      shareText(item.bytes, whole),
      ...('files' in item ? [groupDigits(item.files)] : []),
      printable(item.path),
    ],
  }));
  return tableSection(heading, columns, rows, style, items.length);
}
