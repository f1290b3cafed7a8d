import { compareText } from '../../core/order.ts';

/** The largest items of a stream, in order: most bytes first, then by path. */
export interface Ranking<Item> {
  readonly limit: number;
  readonly items: Item[];
  /** Less than this cannot be among the largest. */
  floor: number;
  /** What comes after this item cannot either; null while there is room. */
  last: Item | null;
}

interface Sized {
  readonly path: string;
  readonly bytes: number;
}

/** Items kept beyond the limit before they are sorted again. */
const SLACK = 1024;

/** An empty ranking; a limit of 0 keeps everything. */
export function createRanking<Item extends Sized>(limit: number): Ranking<Item> {
  return { limit: limit === 0 ? Number.POSITIVE_INFINITY : limit, items: [], floor: 0, last: null };
}

/** Adds an item; what cannot be among the largest is dropped, so that memory stays bounded. */
export function rank<Item extends Sized>(ranking: Ranking<Item>, item: Item): void {
  const { limit, items } = ranking;
  if (item.bytes < ranking.floor || (ranking.last !== null && bySize(ranking.last, item) < 0)) return;
  items.push(item);
  if (items.length < limit + SLACK) return;
  items.sort(bySize);
  items.length = limit;
  ranking.last = items.at(-1)!;
  ranking.floor = ranking.last.bytes;
}

/** The largest items. */
export function ranked<Item extends Sized>(ranking: Ranking<Item>): readonly Item[] {
  return [...ranking.items].sort(bySize).slice(0, ranking.limit);
}

function bySize(a: Sized, b: Sized): number {
  return b.bytes - a.bytes || compareText(a.path, b.path);
}
