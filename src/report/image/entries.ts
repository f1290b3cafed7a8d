import type { ImageEntry, ImageReport } from '../../image/report.ts';
import type { RenderStyle } from '../options.ts';
import { arrow } from '../text/glyphs.ts';
import { modeText } from '../text/mode-text.ts';
import { paint } from '../text/paint.ts';
import { printable } from '../text/printable.ts';
import { section } from '../text/section.ts';
import { sizeText } from '../text/size-text.ts';

/**
 * Every path of the final tree, when it was asked for: mode, owner, size, layer, and the path, which is never cut.
 * Lines, not a table: a tree may have a million of them.
 */
export function renderEntries({ entries }: ImageReport, style: RenderStyle): string {
  if (entries === null) return '';
  const rows = entries.map((entry) => [
    modeText(entry),
    `${entry.uid}:${entry.gid}`,
    entry.type === 'file' ? sizeText(entry.bytes, style) : '',
    entry.layer === null ? '' : String(entry.layer),
  ]);
  const head = ['Mode', 'Owner', 'Size', 'Layer'];
  const widths = rows.reduce(
    (widest, row) => widest.map((width, c) => Math.max(width, row[c]!.length)),
    head.map((name) => name.length),
  );
  const line = (cells: readonly string[], last: string): string =>
    `  ${cells[0]!.padEnd(widths[0]!)}  ${cells
      .slice(1)
      .map((cell, c) => cell.padStart(widths[c + 1]!))
      .join('  ')}  ${last}`;
  const lines = rows.map((row, n) => line(row, pathText(entries[n]!, style)));
  return section('Final tree', [paint(style.color).dim(line(head, 'Path')), ...lines].join('\n'), style);
}

function pathText({ path, linkTarget }: ImageEntry, style: RenderStyle): string {
  return linkTarget === null
    ? printable(path)
    : `${printable(path)} ${arrow(style)} ${printable(linkTarget)}`;
}
