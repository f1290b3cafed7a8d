import type { RenderStyle } from '../options.ts';

type Alphabet = Pick<RenderStyle, 'ascii'>;

/** From one thing to another: `→`. */
export function arrow({ ascii }: Alphabet): string {
  return ascii ? '->' : '→';
}

/** Before what is left out: `…`. */
export function dots({ ascii }: Alphabet): string {
  return ascii ? '...' : '…';
}

/** A cut text with a mark that its terminal can show in the place of the one `…`. */
export function cutMark(cut: string, { ascii }: Alphabet): string {
  return ascii ? cut.replace('…', '~') : cut;
}
