import { h } from '../dom.ts';
import type { TreeNode } from '../tree.ts';
import type { Coloring } from './colors.ts';

/** One of a few things that can be chosen. */
export interface Choice<T> {
  readonly element: HTMLElement | null;
  readonly set: (value: T) => void;
}

/** Radio buttons in a row; nothing where there is no choice. */
export function choice<T extends { readonly label: string }>(
  id: string,
  title: string,
  all: readonly T[],
  chosen: T,
  choose: (value: T) => void,
): Choice<T> {
  if (all.length < 2) return { element: null, set: () => {} };
  const name = `${id}-${title.toLowerCase().replaceAll(' ', '-')}`;
  const inputs = all.map((one) =>
    h('input', { type: 'radio', name, checked: one === chosen, onchange: () => choose(one) }),
  );
  const element = h(
    'fieldset',
    { class: 'choice' },
    h('legend', {}, title),
    all.map((one, n) => h('label', {}, inputs[n], h('span', {}, one.label))),
  );
  return {
    element,
    set: (value) => {
      const input = inputs[all.indexOf(value)];
      if (input !== undefined) input.checked = true;
    },
  };
}

const MOST_KEYS = 24;

/** What the colours on the map mean: those that can be seen, in their own order. */
export function legend(coloring: Coloring, nodes: readonly TreeNode[]): readonly HTMLElement[] {
  const seen = new Set(nodes.map((node) => coloring.keyOf(node)?.text));
  const keys = coloring.keys.filter(({ text }) => seen.has(text));
  const items = keys
    .slice(0, MOST_KEYS)
    .map(({ style, tag, text }) =>
      h('li', {}, h('span', { class: `swatch ${style}`, 'aria-hidden': 'true' }, tag), h('bdi', {}, text)),
    );
  if (keys.length > MOST_KEYS) items.push(h('li', {}, `and ${keys.length - MOST_KEYS} more layers`));
  return [h('ul', {}, items)];
}
