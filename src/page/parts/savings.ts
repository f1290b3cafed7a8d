import { shareText } from '../../report/text/size-text.ts';
import { type Child, h } from '../dom.ts';
import type { Page } from '../page.ts';
import { bar, section } from './section.ts';

/** One thing that could be saved. */
export interface Saving {
  readonly bytes: number;
  readonly what: Child;
  readonly how: Child;
}

const MOST = 8;

/** What could be saved, most bytes first: the number, a bar, what it is, and what to do. */
export function drawSavings(
  page: Page,
  title: string,
  lead: string,
  savings: readonly Saving[],
  whole: number,
  id: string = 'savings',
): HTMLElement | null {
  const ranked = savings.filter(({ bytes }) => bytes > 0);
  if (ranked.length === 0) return null;
  const most = ranked[0]!.bytes;
  const item = ({ bytes, what, how }: Saving): HTMLElement =>
    h(
      'li',
      {},
      h(
        'span',
        { class: 'number' },
        h('strong', {}, page.size(bytes)),
        h('span', { class: 'quiet' }, shareText(bytes, whole)),
      ),
      h('div', {}, bar(bytes, most), h('p', {}, what), how === null ? null : h('p', { class: 'fix' }, how)),
    );
  const more = ranked.slice(MOST);
  return section(
    id,
    title,
    lead === '' ? null : h('p', { class: 'lead' }, lead),
    h('ol', { class: 'savings' }, ranked.slice(0, MOST).map(item)),
    more.length === 0
      ? null
      : h(
          'details',
          {},
          h('summary', {}, `${more.length} more`),
          h('ol', { class: 'savings' }, more.map(item)),
        ),
  );
}
