import type { HiddenShare } from '../../image/tree/report.ts';
import type { RenderStyle } from '../options.ts';

/** `1 → 4 deleted, 2 → 5 same bytes +1`: who stored the most of what is hidden, who hid it, and how. */
export function sharesText(shares: readonly HiddenShare[], { width, ascii }: RenderStyle): string {
  const shown = width < 110 ? 1 : width < 150 ? 2 : 3;
  const arrow = ascii ? '->' : '→';
  const texts = shares.slice(0, shown).map((share) => {
    const layers = `${share.storedIn} ${arrow} ${share.hiddenBy}`;
    return width < 60 ? layers : `${layers} ${causeText(share)}`;
  });
  const left = shares.length - texts.length;
  return texts.join(', ') + (left > 0 ? ` +${left}` : '');
}

function causeText({ cause, identical }: HiddenShare): string {
  if (identical) return 'same bytes';
  return cause === 'duplicate-name' ? 'same layer' : cause;
}
