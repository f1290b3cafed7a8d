import { scriptLines } from '../../dockerfile/history/script-lines.ts';
import type { HistoryReport, LayerReport } from '../../image/report.ts';
import { stepText } from '../../report/image/steps.ts';
import { foreign, h } from '../dom.ts';

/** An instruction longer than this is cut in a row of a table; its details have all of it. */
const SHORT = 140;

/** A step of the history in a table: the instruction, and when it is opened all of it over lines, when, by whom, which blob. */
export function drawStep(
  layer: LayerReport | null,
  step: HistoryReport | null,
  isBase: boolean,
): HTMLElement {
  const text = stepText(step);
  const more = [step?.created, step?.author, step?.comment, layer?.digest].filter(
    (part) => part !== null && part !== undefined && part !== '',
  );
  const head = [
    h('code', { class: layer === null ? 'empty' : null }, foreign(cut(text))),
    isBase ? h('span', { class: 'badge' }, 'base') : null,
  ];
  const lines = linesOf(text);
  const isLong = lines.length > 1 || text.length > SHORT;
  if (more.length === 0 && !isLong) return h('div', { class: 'step' }, head);
  return h(
    'details',
    { class: 'step' },
    h('summary', {}, head),
    isLong
      ? h(
          'pre',
          { tabindex: 0 },
          lines.map((line) => [foreign(line), '\n']),
        )
      : null,
    h(
      'p',
      { class: 'quiet' },
      more.map((part, n) => [n === 0 ? '' : ' · ', foreign(String(part))]),
    ),
  );
}

/** A script over as many lines as a person would take; any other instruction as it is. */
function linesOf(text: string): readonly string[] {
  if (!text.startsWith('RUN ')) return [text];
  return scriptLines(text.slice('RUN '.length)).map((line, n) =>
    n === 0 ? `RUN ${line.text}` : '  '.repeat(line.depth + 2) + line.text,
  );
}

function cut(text: string): string {
  const characters = [...text.slice(0, 2 * SHORT)];
  return characters.length <= SHORT ? text : `${characters.slice(0, SHORT - 1).join('')}…`;
}
