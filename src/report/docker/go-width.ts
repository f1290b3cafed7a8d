import { isWide } from '../text/wide-characters.ts';

const ASCII = /^[\x20-\x7e]*$/;
/** Characters that take no column of their own: controls, marks, joiners and directions. */
const ZERO =
  /\p{Cc}|\p{Mn}|\p{Me}|[\u00ad\u070f\u180e\u200b-\u200f\u2028-\u202e\u206a-\u206f\ufeff\ufff9-\ufffb]/u;
const ELLIPSIS = '…';

/** Where rule GB9c joins a consonant to the one before it; the Thai and the Lao vowel are not meant. */
const BEFORE_JOINED = /(?<=[\p{Mn}\u200d])(?![\u0e33\u0eb3])(?=\p{Lo})/u;

let segmenter: Intl.Segmenter | undefined;

/**
 * Columns of a text in docker's tables: each grapheme cluster counts as its first character that takes any.
 * Clusters are those of Unicode 15.0, before rule GB9c. Source: mattn/go-runewidth, StringWidth, outside East Asian
 * locales, as docker 28 and 29 use it.
 */
export function goWidth(text: string): number {
  if (ASCII.test(text)) return text.length;
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  let width = 0;
  for (const { segment } of segmenter.segment(text)) {
    for (const cluster of segment.split(BEFORE_JOINED)) width += clusterWidth(cluster);
  }
  return width;
}

function clusterWidth(cluster: string): number {
  for (const character of cluster) {
    if (!ZERO.test(character)) return isWide(character.codePointAt(0)!) ? 2 : 1;
  }
  return 0;
}

/**
 * The text cut to `width` columns, the last of them `…`; here every character counts 1, a wide one 2.
 * Source: docker/cli, cli/command/formatter, Ellipsis.
 */
export function goEllipsis(text: string, width: number): string {
  let columns = 0;
  let end = 0;
  let kept = 0;
  for (const character of text) {
    columns += isWide(character.codePointAt(0)!) ? 2 : 1;
    end += character.length;
    if (columns <= width - 1) kept = end;
    if (columns > width) return text.slice(0, kept) + ELLIPSIS;
  }
  return text;
}
