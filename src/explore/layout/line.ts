import { sumOf } from '../../core/sum.ts';
import { characterColumns, textColumns } from '../../report/text/columns.ts';

/** The few ways in which text may look; a terminal's theme says how. */
export type Tone = 'plain' | 'dim' | 'bold' | 'added' | 'removed' | 'modified' | 'accent' | 'warning';

/** A piece of a line. */
export interface Span {
  readonly text: string;
  readonly tone: Tone;
  /** Shown with colours reversed: the cursor. */
  readonly isReversed?: boolean;
  /** Column that it begins in, whatever the terminal thinks of the width of what stands before it. */
  readonly column?: number;
}

/** One line of the screen, or of a pane. */
export type Line = readonly Span[];

/** A piece of text. */
export function span(text: string, tone: Tone = 'plain'): Span {
  return { text, tone };
}

/** Columns that a line takes. */
export function lineColumns(line: Line): number {
  return sumOf(line, ({ text }) => textColumns(text));
}

/** The line cut or filled with blanks to exactly `width` columns; `…` where something went. */
export function fitLine(line: Line, width: number): Line {
  const columns = lineColumns(line);
  if (columns <= width) return columns === width ? line : [...line, span(' '.repeat(width - columns))];
  if (width <= 0) return [];
  const fitted: Span[] = [];
  let left = width - 1;
  for (const piece of line) {
    const text = headOf(piece.text, left);
    fitted.push({ ...piece, text });
    left -= textColumns(text);
    if (text !== piece.text) break;
  }
  return [...fitted, { ...fitted.at(-1)!, text: '…'.padEnd(1 + left) }];
}

/** The line from a column on: what has been scrolled out at the left is gone. */
export function scrollText(text: string, column: number): string {
  let passed = 0;
  let at = 0;
  for (const character of text) {
    if (passed >= column) break;
    passed += characterColumns(character);
    at += character.length;
  }
  return text.slice(at);
}

/** As much of a text as can be seen in `width` columns: archives may have names and instructions of a megabyte. */
export function nearText(text: string, width: number): string {
  return text.slice(0, 4 * width);
}

/** A line with all its pieces reversed, as the cursor's row is. */
export function reversed(line: Line): Line {
  return line.map((piece) => ({ ...piece, isReversed: true }));
}

function headOf(text: string, width: number): string {
  let columns = 0;
  let at = 0;
  for (const character of text) {
    columns += characterColumns(character);
    if (columns > width) break;
    at += character.length;
  }
  return text.slice(0, at);
}
