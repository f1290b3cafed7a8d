import type { DiffReport } from '../../diff/report.ts';
import { instructionText } from '../image/steps.ts';
import { type RenderStyle, topOf } from '../options.ts';
import { tableSection } from '../text/section.ts';
import { sizeText } from '../text/size-text.ts';
import { type Column, type Row, right } from '../text/table.ts';
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
  return tableSection('Configuration', columns, rows, style, config.length);
}

/** Steps of the history that only one side has; empty text when there is none. */
export function renderHistoryDeltas({ history }: DiffReport, style: RenderStyle): string {
  if (history.length === 0) return '';
  const columns: readonly Column[] = [{ head: '' }, right('Size'), { head: 'Step', give: 'end' }];
  const shown = topOf(history, style);
  const rows = shown.map(
    ({ state, instruction, size }): Row => ({
      cells: [SIGNS[state].letter, sizeText(size, style), instructionText(instruction)],
    }),
  );
  return tableSection('History', columns, rows, style, history.length);
}
