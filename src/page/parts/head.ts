import type { Verdict } from '../../core/verdict.ts';
import { pageTitle } from '../../report/html/page-title.ts';
import { type Child, foreign, h } from '../dom.ts';
import type { Page } from '../page.ts';
import { mark } from './hull.ts';
import { facts } from './section.ts';

/** How the verdict looks. */
export type Tone = 'pass' | 'warn' | 'fail' | 'none';

/** A broken budget weighs more than one near its limit. */
export function toneOf({ verdicts = [] }: { readonly verdicts?: readonly Verdict[] }): Tone {
  if (verdicts.length === 0) return 'none';
  if (verdicts.some(({ status }) => status === 'fail')) return 'fail';
  return verdicts.some(({ status }) => status === 'warn') ? 'warn' : 'pass';
}

const SIGNS: Readonly<Record<Tone, string>> = { pass: '✓', warn: '!', fail: '✕', none: '' };

/** What is at the top of every page. */
export interface Head {
  readonly kind: string;
  readonly tone: Tone;
  /** One line that a hurried reader takes along. */
  readonly verdict: string;
  readonly figures: readonly (readonly [name: string, value: Child, note: Child])[];
  readonly facts: readonly (readonly [string, string])[];
}

/** The name, the verdict, the numbers that matter, and the rest of what is known folded away. */
export function drawHead(page: Page, head: Head): HTMLElement {
  return h(
    'header',
    { class: `top ${head.tone}` },
    h('p', { class: 'kind' }, mark(), 'plimsoll ', head.kind),
    h('h1', {}, foreign(pageTitle(page.report))),
    h(
      'p',
      { class: 'verdict' },
      SIGNS[head.tone] === '' ? null : h('span', { class: 'sign', 'aria-hidden': 'true' }, SIGNS[head.tone]),
      foreign(head.verdict),
    ),
    h(
      'dl',
      { class: 'figures' },
      head.figures.map(([name, value, note]) =>
        h(
          'div',
          {},
          h('dt', {}, name),
          h('dd', {}, h('strong', {}, value), h('span', { class: 'quiet' }, note)),
        ),
      ),
    ),
    head.facts.length === 0
      ? null
      : h(
          'details',
          { class: 'about' },
          h('summary', {}, 'More about it'),
          facts(head.facts.map(([name, value]) => [name, foreign(value)])),
        ),
  );
}
