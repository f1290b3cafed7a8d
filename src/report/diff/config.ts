import type { ConfigDelta, DiffReport } from '../../diff/report.ts';
import { stepText } from '../image/step-text.ts';
import { type RenderStyle, topOf } from '../options.ts';
import { printable } from '../printable.ts';
import { moreText, section } from '../section.ts';
import { sizeText } from '../size-text.ts';
import { type Column, type Row, renderTable } from '../table.ts';
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

/** `Env PATH`, `User`. */
export function settingText({ field, name }: ConfigDelta): string {
  return name === null ? printable(field) : `${printable(field)} ${printable(name)}`;
}

/** `node → app`; nothing of an environment variable, whose value may be secret. */
export function valueText({ field, before, after }: ConfigDelta, style: Pick<RenderStyle, 'ascii'>): string {
  if (field === 'Env') return '(values are not shown)';
  const values = [before, after].filter((value) => value !== null).map(printable);
  return values.join(style.ascii ? ' -> ' : ' → ');
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
