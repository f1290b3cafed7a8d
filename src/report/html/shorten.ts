/** The longest text that a page holds of each field. */
const MOST_CHARACTERS = 4000;

/** A value with its long lists and texts cut, and which lists those are. */
export interface Shortened<T> {
  readonly value: T;
  /** Length of each cut list, by where it is: `waste.paths`. */
  readonly cut: Readonly<Record<string, number>>;
}

/** Cuts every list of a plain value to its first `most` items, and every text to what a person may read. */
export function shorten<T>(value: T, most: number): Shortened<T> {
  const cut: Record<string, number> = {};
  const visit = (part: unknown, at: string): unknown => {
    if (typeof part === 'string')
      return part.length > MOST_CHARACTERS ? `${part.slice(0, MOST_CHARACTERS)}…` : part;
    if (typeof part !== 'object' || part === null) return part;
    if (Array.isArray(part)) {
      if (part.length > most) cut[at] = part.length;
      return part.slice(0, most).map((item) => visit(item, at));
    }
    return Object.fromEntries(
      Object.entries(part).map(([key, field]) => [key, visit(field, at === '' ? key : `${at}.${key}`)]),
    );
  };
  return { value: visit(value, '') as T, cut };
}
