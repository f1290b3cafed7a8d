/**
 * A quick look at the last two characters of a text: false means that it is none of `texts` and ends in none of them. Most file names are told apart
 * by it without cutting them out of their path.
 */
export function endingFilter(texts: Iterable<string>): (text: string) => boolean {
  const endings = endingTable(texts);
  return (text) => endings[key(text)] === 1;
}

/** The same for names that are bytes: 1 at the number that the last two bytes make, the last one being the lower; a name of one byte has a zero before it. */
export function endingTable(texts: Iterable<string>): Uint8Array {
  const endings = new Uint8Array(1 << 16);
  for (const text of texts) endings[key(text)] = 1;
  return endings;
}

/** Two characters as sixteen bits; other characters beyond ASCII may share a place, which does no harm. */
function key(text: string): number {
  const { length } = text;
  return ((text.charCodeAt(length - 2) & 0xff) << 8) | (text.charCodeAt(length - 1) & 0xff);
}
