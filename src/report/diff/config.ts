import type { DiffReport } from '../../diff/report.ts';
import { stepText } from '../image/step-text.ts';
import { type RenderStyle, topOf } from '../options.ts';
import { moreText, section } from '../text/section.ts';
import { sizeText } from '../text/size-text.ts';
import { type Column, type Row, renderTable } from '../text/table.ts';
import { settingText, valueText } from './setting-text.ts';
import { SIGNS } from './signs.ts';

/** Settings that differ; empty text when none does. */
export function renderConfigDeltas({ config }: DiffReport, style: RenderStyle): string {
  if (config.length === 0) return '';
  const columns: readonly Column[] = [{ head: '' }, { head: 'Setting' }, { head: 'Value', give: 'end' }];
  const shown = topOf(config, style);
  const rows = shown.map(
    (delta): Row => ({
      cells: [SIGNS[delta.state].letter, settingText(delta), valueText(delta, style)],
    }),
  );
  const more = moreText(config.length, shown.length, style);
  return section('Configuration', renderTable(columns, rows, style) + more, style);
}

/** Steps of the history that only one side has; empty text when there is none. */
export function renderHistoryDeltas({ history }: DiffReport, style: RenderStyle): string {
  if (history.length === 0) return '';
  const columns: readonly Column[] = [
    { head: '' },
    { head: 'Size', align: 'right' },
    { head: 'Step', give: 'end' },
  ];
  const shown = topOf(history, style);
  const rows = shown.map(
    ({ state, instruction, size }): Row => ({
      cells: [SIGNS[state].letter, sizeText(size, style), stepText({ instruction, comment: '' })],
    }),
  );
  const more = moreText(history.length, shown.length, style);
  return section('History', renderTable(columns, rows, style) + more, style);
}
