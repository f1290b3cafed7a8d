import type { Delta, DiffReport, HistoryDelta } from '../../diff/report.ts';
import { settingText, valueText } from '../../report/diff/setting-text.ts';
import { SIGNS } from '../../report/diff/signs.ts';
import { namedTotals } from '../../report/diff/total-names.ts';
import { growthText } from '../../report/diff/verdict.ts';
import { measureText, signedText } from '../../report/gate/verdict-text.ts';
import { instructionText } from '../../report/image/steps.ts';
import { code, foreign, h } from '../dom.ts';
import type { Page, Section } from '../page.ts';
import { drawTable, figures } from '../table.ts';
import { section } from './section.ts';

/** A state by its letter and its word. */
export function sign(state: keyof typeof SIGNS): HTMLElement {
  const { letter, word, tone } = SIGNS[state];
  return h(
    'span',
    { class: 'state', title: word },
    h('span', { class: `swatch tone-${tone}`, 'aria-hidden': 'true' }, letter),
    ` ${word}`,
  );
}

/** Every total on both sides. */
export function drawTotals(page: Page<DiffReport>): Section {
  const { style } = page.data;
  const number = (value: number | null, { unit }: Delta): string =>
    value === null ? 'unknown' : measureText(value, unit, style);
  return section(
    'totals',
    'Totals',
    drawTable({
      title: 'Totals',
      rows: namedTotals(page.report),
      columns: [
        { head: 'Total', cell: ([name]) => name },
        { head: 'Before', align: 'right', cell: ([, total]) => number(total.before, total) },
        { head: 'After', align: 'right', cell: ([, total]) => number(total.after, total) },
        {
          head: 'Change',
          align: 'right',
          cell: ([, { delta, unit }]) => (delta === null ? '' : signedText(delta, unit, style)),
        },
        {
          head: 'Growth',
          align: 'right',
          wide: true,
          cell: ([, total]) => (total.unit === 'ratio' ? '' : growthText(total)),
        },
      ],
    }),
  );
}

/** Settings that differ. */
export function drawConfig(page: Page<DiffReport>): Section {
  const { config } = page.report;
  if (config.length === 0) return null;
  return section(
    'configuration',
    'Configuration',
    drawTable({
      title: 'Configuration',
      rows: config,
      text: (delta) => `${settingText(delta)} ${delta.before ?? ''} ${delta.after ?? ''}`,
      columns: [
        { head: 'State', by: ({ state }) => state, cell: ({ state }) => sign(state) },
        { head: 'Setting', by: settingText, cell: (delta) => code(settingText(delta)) },
        { head: 'Value', cell: (delta) => foreign(valueText(delta, { ascii: false })) },
      ],
    }),
  );
}

/** Steps that only one side has. */
export function drawHistory(page: Page<DiffReport>): Section {
  const { history } = page.report;
  if (history.length === 0) return null;
  return section(
    'history',
    'History',
    drawTable<HistoryDelta>({
      title: 'History',
      rows: history,
      columns: [
        { head: 'State', by: ({ state }) => state, cell: ({ state }) => sign(state) },
        figures('Size', ({ size }) => size, page.size),
        { head: 'Step', cell: ({ instruction }) => code(instructionText(instruction)) },
      ],
    }),
  );
}
