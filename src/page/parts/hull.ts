import { sumOf } from '../../core/sum.ts';
import { h, svg } from '../dom.ts';
import { layerStyle } from '../map/colors.ts';

/** A part of the bar. */
export interface Plank {
  readonly index: number;
  readonly bytes: number;
  /** Of it hidden in the end. */
  readonly wasted: number;
  readonly text: string;
}

/** A line across the bar: a limit, or where a warning begins. */
export interface Line {
  readonly at: number;
  readonly text: string;
  readonly isBroken: boolean;
}

const ROOM = 1.06;

/** Layers side by side against the line that they must not pass: a hull and its Plimsoll mark. */
export function drawHull(title: string, planks: readonly Plank[], lines: readonly Line[]): HTMLElement {
  const total = sumOf(planks, ({ bytes }) => bytes);
  const whole = Math.max(total, ...lines.map(({ at }) => at * ROOM), 1);
  const percent = (bytes: number): string => `${(100 * bytes) / whole}%`;
  const bar = h('div', { class: 'planks' });
  for (const { index, bytes, wasted, text } of planks) {
    if (bytes === 0) continue;
    const plank = h(
      'span',
      { class: `plank ${layerStyle(index)}`, title: text },
      h('span', { class: 'tag' }, index),
    );
    plank.style.setProperty('inline-size', percent(bytes));
    if (bytes / whole < 0.025) plank.classList.add('thin');
    const lost = h('span', { class: 'wasted' });
    lost.style.setProperty('inline-size', `${bytes === 0 ? 0 : (100 * wasted) / bytes}%`);
    plank.append(lost);
    bar.append(plank);
  }
  const marks = lines.map(({ at, text, isBroken }) => {
    const line = h(
      'div',
      { class: `line${isBroken ? ' broken' : ''}${at / whole > 0.6 ? ' left' : ''}` },
      mark(),
      h('span', {}, text),
    );
    line.style.setProperty('inset-inline-start', percent(at));
    return line;
  });
  const label = [title, ...lines.map(({ text }) => text)].join(', ');
  return h(
    'div',
    { class: lines.length > 0 ? 'hull marked' : 'hull', role: 'img', 'aria-label': label },
    bar,
    marks,
  );
}

/** The Plimsoll mark. */
export function mark(): SVGElement {
  return svg(
    'svg',
    { class: 'mark', viewBox: '0 0 32 32', 'aria-hidden': 'true', focusable: 'false' },
    svg('circle', { cx: 16, cy: 16, r: 10 }),
    svg('path', { d: 'M1 16h30' }),
  );
}
