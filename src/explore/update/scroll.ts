import type { Scroll } from '../state.ts';

/** The cursor on a row (kept inside the list), with the window moved as little as shows it. */
export function scrollTo(scroll: Scroll, row: number, count: number, height: number): Scroll {
  const to = clamp(row, 0, count - 1);
  const rows = Math.max(1, height);
  const top = clamp(scroll.top, to - rows + 1, to);
  return { row: to, top: clamp(top, 0, Math.max(0, count - rows)) };
}

/** The window itself moved, as in a text: there is no cursor. */
export function scrollTop(top: number, count: number, height: number): number {
  return clamp(top, 0, Math.max(0, count - Math.max(1, height)));
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(0, Math.max(least, Math.min(most, value)));
}
