import type { RenderStyle } from '../options.ts';
import { arrow } from '../text/glyphs.ts';

/** A layer that stored bytes, and the one that hid them. */
export interface LayerPair {
  readonly storedIn: number;
  readonly hiddenBy: number;
}

/** Why bytes are hidden, as reports have it. */
type Cause = 'deleted' | 'overwritten' | 'opaque' | 'duplicate-name';

/** `1 → 4 deleted`; without a word for how where there is no room for one. */
export function pairText({ storedIn, hiddenBy }: LayerPair, how: string, style: RenderStyle): string {
  return `${storedIn} ${arrow(style)} ${hiddenBy} ${how}`.trimEnd();
}

/** `1 → 2 deleted, 3 → 4 only mode +1`: as many as the width has room for, and how many are left. */
export function pairsText<Pair extends LayerPair>(
  pairs: readonly Pair[],
  howText: (pair: Pair) => string,
  style: RenderStyle,
): string {
  const shown = pairs.slice(0, style.width < 110 ? 1 : style.width < 150 ? 2 : 3);
  const texts = shown.map((pair) => pairText(pair, howText(pair), style)).join(', ');
  const left = pairs.length - shown.length;
  return left > 0 ? `${texts} +${left}` : texts;
}

/** How bytes were hidden, in a word or two. */
export function causeText({
  cause,
  identical,
}: {
  readonly cause: Cause;
  readonly identical: boolean | null;
}): string {
  if (identical) return 'same bytes';
  return cause === 'duplicate-name' ? 'same layer' : cause;
}
