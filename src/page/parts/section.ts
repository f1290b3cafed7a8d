import { type Child, h } from '../dom.ts';

/** A titled part of the page that links can point at; null when there is nothing in it. */
export function section(id: string, title: string, ...children: readonly Child[]): HTMLElement | null {
  if (children.every((child) => child === null || child === undefined)) return null;
  return h(
    'section',
    { id, 'aria-labelledby': `${id}-title` },
    h('h2', { id: `${id}-title` }, title),
    children,
  );
}

/** A share as a bar; the number stands beside it, so it says nothing to a screen reader. */
export function bar(part: number, whole: number, style = ''): HTMLElement {
  const fill = h('span', { class: part > 0 ? style : 'nothing' });
  fill.style.setProperty('inline-size', `${whole <= 0 ? 0 : Math.min(100, (100 * part) / whole)}%`);
  return h('span', { class: 'bar', 'aria-hidden': 'true' }, fill);
}

/** Names and values. */
export function facts(list: readonly (readonly [string, Child])[]): HTMLElement {
  return h(
    'dl',
    { class: 'facts' },
    list.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))),
  );
}
