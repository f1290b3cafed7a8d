import type { Line } from '../layout/line.ts';
import { BEGIN_FRAME, END_FRAME, ERASE_LINE, moveTo, moveToColumn, styled } from './escapes.ts';

/** Draws screens: of each only the rows that differ from the one before. */
export interface Painter {
  /** The text that turns the last screen into this one; empty when they are the same. */
  readonly frame: (screen: readonly Line[]) => string;
  /** Forgets what is on screen: the next frame draws every row. */
  readonly forget: () => void;
}

/** A painter that has drawn nothing yet. */
export function createPainter(hasColor: boolean): Painter {
  let drawn: readonly string[] = [];
  return {
    frame: (screen) => {
      const rows = screen.map((line) => rowText(line, hasColor));
      const changed = rows.flatMap((row, n) => (row === drawn[n] ? [] : [moveTo(0, n) + ERASE_LINE + row]));
      drawn = rows;
      return changed.length === 0 ? '' : BEGIN_FRAME + changed.join('') + END_FRAME;
    },
    forget: () => {
      drawn = [];
    },
  };
}

function rowText(line: Line, hasColor: boolean): string {
  return line
    .map(({ text, tone, isReversed = false, column }) => {
      const place = column === undefined ? '' : moveToColumn(column);
      return place + styled(text, tone, isReversed, hasColor);
    })
    .join('');
}
