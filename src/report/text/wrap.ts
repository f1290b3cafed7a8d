import { characterColumns, textColumns } from './columns.ts';

/** The blank between a number and its unit. */
const BEFORE_UNIT = /(?<=\d) (?=(?:[kMGTPEZY]i?)?B\b|%)/g;
const NO_BREAK = '\u00a0';

/**
 * The text in lines of at most `width` columns, broken at blanks, and inside words that are longer than a line; a number
 * stays with its unit.
 */
export function wrapText(text: string, width: number): readonly string[] {
  const held = text.replace(BEFORE_UNIT, NO_BREAK);
  return breakLines(held, width).map((line) => line.replaceAll(NO_BREAK, ' '));
}

function breakLines(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let columns = -1;
  for (const piece of text.split(' ').flatMap((word) => breakWord(word, width))) {
    const pieceColumns = textColumns(piece);
    if (columns >= 0 && columns + 1 + pieceColumns <= width) {
      line += ` ${piece}`;
      columns += 1 + pieceColumns;
      continue;
    }
    if (columns >= 0) lines.push(line);
    line = piece;
    columns = pieceColumns;
  }
  return [...lines, line];
}

function breakWord(word: string, width: number): readonly string[] {
  if (textColumns(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  let columns = 0;
  for (const character of word) {
    const wide = characterColumns(character);
    if (columns + wide > width && piece !== '') {
      pieces.push(piece);
      piece = '';
      columns = 0;
    }
    piece += character;
    columns += wide;
  }
  return [...pieces, piece];
}
