import type { ImageEntry, ImageReport } from '../../image/report.ts';
import { type RenderStyle, topOf } from '../options.ts';
import { printable } from '../printable.ts';
import { moreText, section } from '../section.ts';
import { shareText, sizeText } from '../size-text.ts';
import { type Column, renderTable } from '../table.ts';

/** The largest files of the final tree; empty text when it has none. */
export function renderLargestFiles({ largestFiles, totals }: ImageReport, style: RenderStyle): string {
  if (largestFiles.length === 0) return '';
  const shown = topOf(largestFiles, style);
  const columns: readonly Column[] = [
    { head: 'Size', align: 'right' },
    { head: 'Share', align: 'right' },
    { head: 'Layer', align: 'right', tone: 'dim' },
    { head: 'Path', give: 'middle' },
  ];
  const rows = shown.map(({ bytes, layer, path }) => ({
    cells: [sizeText(bytes, style), shareText(bytes, totals.visibleBytes), String(layer), printable(path)],
  }));
  const more = moreText(largestFiles.length, shown.length, style);
  return section('Largest files of the final tree', renderTable(columns, rows, style) + more, style);
}

/** Groups of equal files in the final tree, when they were looked for. */
export function renderDuplicates({ duplicates }: ImageReport, style: RenderStyle): string {
  if (duplicates === null) return '';
  if (duplicates.length === 0) return section('Equal files', '  none', style);
  const shown = topOf(duplicates, style);
  const columns: readonly Column[] = [
    { head: 'Extra', align: 'right' },
    { head: 'Copies', align: 'right' },
    { head: 'Paths', give: 'end' },
  ];
  const rows = shown.map(({ extraBytes, copies, paths }) => ({
    cells: [sizeText(extraBytes, style), String(copies), paths.map(printable).join(' = ')],
  }));
  const more = moreText(duplicates.length, shown.length, style);
  return section('Equal files', renderTable(columns, rows, style) + more, style);
}

const TYPES: Readonly<Record<ImageEntry['type'], string>> = {
  file: '-',
  directory: 'd',
  symlink: 'l',
  hardlink: 'h',
  device: 'b',
  fifo: 'p',
};

/** Every path of the final tree, when it was asked for. */
export function renderEntries({ entries }: ImageReport, style: RenderStyle): string {
  if (entries === null) return '';
  const isNarrow = style.width < 60;
  const columns: readonly Column[] = [
    ...(isNarrow ? [] : [{ head: 'Mode' }, { head: 'Owner', align: 'right' } as const]),
    { head: 'Size', align: 'right' },
    { head: 'Layer', align: 'right', tone: 'dim' },
    { head: 'Path', give: 'middle' },
  ];
  const rows = entries.map((entry) => ({
    cells: [
      ...(isNarrow ? [] : [modeText(entry), `${entry.uid}:${entry.gid}`]),
      entry.type === 'file' ? sizeText(entry.bytes, style) : '',
      entry.layer === null ? '' : String(entry.layer),
      pathText(entry, style),
    ],
  }));
  return section('Final tree', rows.length === 0 ? '  empty' : renderTable(columns, rows, style), style);
}

function pathText({ path, linkTarget }: ImageEntry, style: RenderStyle): string {
  return linkTarget === null
    ? printable(path)
    : `${printable(path)} ${style.ascii ? '->' : '→'} ${printable(linkTarget)}`;
}

/** `drwxr-xr-x`, with the letters of setuid, setgid and sticky as ls has them. */
function modeText({ type, mode }: ImageEntry): string {
  const triple = (shift: number, special: boolean, letter: string): string => {
    const bits = (mode >> shift) & 7;
    const run = (bits & 1) !== 0;
    const last = special ? (run ? letter : letter.toUpperCase()) : run ? 'x' : '-';
    return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${last}`;
  };
  return `${TYPES[type]}${triple(6, (mode & 0o4000) !== 0, 's')}${triple(3, (mode & 0o2000) !== 0, 's')}${triple(0, (mode & 0o1000) !== 0, 't')}`;
}
