import type { Verdict } from '../../core/verdict.ts';
import { measureText, verdictTitle } from '../../report/gate/verdict-text.ts';
import { foreign, h } from '../dom.ts';
import type { Page } from '../page.ts';
import { mark } from './hull.ts';

const SIGNS: Readonly<Record<Verdict['status'], readonly [sign: string, word: string]>> = {
  pass: ['✓', 'kept'],
  warn: ['!', 'near the limit'],
  fail: ['✕', 'broken'],
  skipped: ['–', 'skipped'],
};

/** Every budget: what was measured against the line, and the sentence about it. */
export function drawVerdicts({ data }: Page, verdicts: readonly Verdict[]): HTMLElement | null {
  if (verdicts.length === 0) return null;
  return h(
    'ul',
    { class: 'verdicts' },
    verdicts.map((verdict) => {
      const [sign, word] = SIGNS[verdict.status];
      const { measured, limit, unit, budget } = verdict;
      const numbers =
        measured === null || limit === null
          ? ''
          : `${measureText(measured, unit, data.style)} of ${budget === 'efficiency' ? 'at least ' : ''}${measureText(limit, unit, data.style)}`;
      return h(
        'li',
        { class: verdict.status },
        h('span', { class: 'sign', role: 'img', 'aria-label': word }, sign),
        h('strong', {}, h('bdi', {}, verdictTitle(verdict))),
        h('span', { class: 'number' }, numbers),
        gauge(verdict),
        h('p', {}, foreign(verdict.reason)),
      );
    }),
  );
}

/** The measure as a bar and the limit as the mark on it; of an efficiency the limit is the least. */
function gauge({ measured, limit }: Verdict): HTMLElement | null {
  if (measured === null || limit === null || Math.max(measured, limit) <= 0) return null;
  const whole = Math.max(measured, limit) * 1.08;
  const fill = h('span', { class: 'fill' });
  fill.style.setProperty('inline-size', `${(100 * measured) / whole}%`);
  const line = h('span', { class: 'limit' }, mark());
  line.style.setProperty('inset-inline-start', `${(100 * limit) / whole}%`);
  return h('span', { class: 'gauge', 'aria-hidden': 'true' }, fill, line);
}
