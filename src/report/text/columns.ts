import { isWide } from './wide-characters.ts';

const ZERO = /\p{Mn}|\p{Me}|[\u200b-\u200d]/u;

/** Columns that one character takes. */
export function characterColumns(character: string): number {
  if (character < '\u0300') return 1;
  return ZERO.test(character) ? 0 : isWide(character.codePointAt(0)!) ? 2 : 1;
}

/** Columns that printable text takes on a terminal. */
export function textColumns(text: string): number {
  let columns = 0;
  for (const character of text) columns += characterColumns(character);
  return columns;
}

/** The text cut at the end to at most `width` columns, with `…` where something went. */
export function cutEnd(text: string, width: number): string {
  if (textColumns(text) <= width) return text;
  let columns = 0;
  let kept = '';
  for (const character of text) {
    columns += characterColumns(character);
    if (columns > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
}

/** The text cut in the middle to at most `width` columns: the end of a path says more than its middle. */
export function cutMiddle(text: string, width: number): string {
  if (textColumns(text) <= width) return text;
  if (width < 8) return cutEnd(text, width);
  const characters = [...text];
  const head: string[] = [];
  const tail: string[] = [];
  let left = width - 1;
  for (let front = 0, back = characters.length - 1; ; ) {
    const fromBack = tail.length <= 2 * head.length;
    const character = fromBack ? characters[back--]! : characters[front++]!;
    left -= characterColumns(character);
    if (left < 0) break;
    if (fromBack) tail.unshift(character);
    else head.push(character);
  }
  return `${head.join('')}…${tail.join('')}`;
}
