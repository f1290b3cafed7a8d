/**
 * A quick look at the last three characters of a text: false means that it is none of `texts` and ends in none of them. Nearly all file
 * names are told apart by it without cutting them out of their path.
 */
export function endingFilter(texts: Iterable<string>): (text: string) => boolean {
  const endings = endingTable(texts);
  return (text) => endings[endingKey(endingOf(text))] === 1;
}

/** The same for names that are bytes: 1 at the {@link endingKey} of their last three bytes, the last one being the lowest; zeros stand before a shorter one. */
export function endingTable(texts: Iterable<string>): Uint8Array {
  const endings = new Uint8Array(1 << 16);
  for (const text of texts) {
    // What is shorter may have any characters before it in a name that ends so.
    const free = 8 * Math.min(3, text.length);
    for (let before = 0; before < 1 << (24 - free); before++)
      endings[endingKey((before << free) | endingOf(text))] = 1;
  }
  return endings;
}

/** The place of an ending in a table; a few endings share theirs, which does no harm. */
export function endingKey(ending: number): number {
  return (ending & 0xffff) ^ ((ending >>> 16) * 0x9d);
}

/** Characters beyond ASCII may be taken for others, too. */
function endingOf(text: string): number {
  const { length } = text;
  return (
    ((text.charCodeAt(length - 3) & 0xff) << 16) |
    ((text.charCodeAt(length - 2) & 0xff) << 8) |
    (text.charCodeAt(length - 1) & 0xff)
  );
}
