import { goWidth } from './go-width.ts';

const LEAST_WIDTH = 10;
const PADDING = 3;

/** A run of lines that have a cell in one column: they share its width. */
interface ColumnBlock {
  width: number;
}

/**
 * Lays out lines of cells as docker's tables are: a tab ends a cell, a column is as wide as its widest cell plus 3, at
 * least 10, and what follows the last tab of a line is not padded. A line without a cell ends the columns above it, so a
 * cell with a line end in it breaks the table there, as it does in docker. Source: Go, package text/tabwriter, as
 * docker/cli copies it, with minwidth 10, padding 3.
 */
export function layOutTabs(text: string): string {
  const open: ColumnBlock[] = [];
  const lines = text.split(/([\n\f])/);
  const laidOut: (() => string)[] = [];
  for (let n = 0; n < lines.length; n += 2) {
    const cells = lines[n]!.split(/[\t\v]/);
    const last = cells.pop()!;
    open.length = Math.min(open.length, cells.length);
    const columns = cells.map((cell, c) => {
      const width = goWidth(cell);
      open[c] ??= { width: LEAST_WIDTH };
      const block = open[c];
      block.width = Math.max(block.width, width + PADDING);
      return { cell, width, block };
    });
    if (lines[n + 1] === '\f') open.length = 0;
    const end = lines[n + 1] === undefined ? '' : '\n';
    laidOut.push(() => columns.map(pad).join('') + last + end);
  }
  return laidOut.map((line) => line()).join('');
}

function pad({ cell, width, block }: { cell: string; width: number; block: ColumnBlock }): string {
  return cell + ' '.repeat(block.width - width);
}
