/** The largest items of a stream, in order: most bytes first, then by path. */
export interface Ranking<Item> {
  readonly limit: number;
  readonly items: Item[];
}

interface Sized {
  readonly path: string;
  readonly bytes: number;
}

/** An empty ranking; a limit of 0 keeps everything. */
export function createRanking<Item extends Sized>(limit: number): Ranking<Item> {
  return { limit: limit === 0 ? Number.POSITIVE_INFINITY : limit, items: [] };
}

/** Adds an item; what cannot be among the largest is dropped now and then, so that memory stays bounded. */
export function rank<Item extends Sized>(ranking: Ranking<Item>, item: Item): void {
  const { limit, items } = ranking;
  items.push(item);
  if (items.length >= 2 * limit + 1024) {
    items.sort(bySize);
    items.length = limit;
  }
}

/** The largest items. */
export function ranked<Item extends Sized>(ranking: Ranking<Item>): readonly Item[] {
  return [...ranking.items].sort(bySize).slice(0, ranking.limit);
}

function bySize(a: Sized, b: Sized): number {
  return b.bytes - a.bytes || (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);
}
