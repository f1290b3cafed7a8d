import { printable } from '../report/text/printable.ts';

/** What may stand inside an element; text is only ever text. */
export type Child = Node | string | number | null | undefined | readonly Child[];

type Attribute = string | number | boolean | null | undefined | ((event: never) => void);

/**
 * An element. Attributes that are functions listen (`onclick`), those that are false or null are left out. There is no way to give it markup:
 * names from an image become text nodes, whatever is in them.
 */
export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  return fill(document.createElement(tag), attributes, children);
}

/** The same in a drawing. */
export function svg<Tag extends keyof SVGElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): SVGElementTagNameMap[Tag] {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function fill<E extends Element>(
  element: E,
  attributes: Readonly<Record<string, Attribute>>,
  children: readonly Child[],
): E {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function')
      element.addEventListener(name.slice('on'.length), value as (event: Event) => void);
    else if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, value === true ? '' : String(value));
  }
  append(element, children);
  return element;
}

function append(element: Element, children: readonly Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined) continue;
    if (Array.isArray(child)) append(element, child);
    else element.append(child instanceof Node ? child : String(child));
  }
}

/** Places an element; styles are set one by one, which a policy without inline styles allows. */
export function place<E extends HTMLElement>(element: E, style: Readonly<Record<string, string>>): E {
  for (const [name, value] of Object.entries(style)) element.style.setProperty(name, value);
  return element;
}

/** Text from an image or a context: its direction stays its own, and control characters can be seen. */
export function foreign(text: string): HTMLElement {
  return h('bdi', {}, printable(text));
}

/** A path, which may break behind its slashes. */
export function pathText(path: string): HTMLElement {
  const parts = printable(path).split('/');
  return h(
    'bdi',
    { class: 'path' },
    parts.map((part, n) => (n === 0 ? part : ['/', h('wbr'), part])),
  );
}

/** Code: an instruction, a rule. */
export function code(text: string): HTMLElement {
  return h('code', {}, foreign(text));
}

/** Sentences of a report, in which backticks stand around code. */
export function prose(text: string): HTMLElement {
  const parts = text.split('`');
  const isPaired = parts.length % 2 === 1;
  return h(
    'span',
    {},
    isPaired ? parts.map((part, n) => (n % 2 === 1 ? code(part) : foreign(part))) : foreign(text),
  );
}
