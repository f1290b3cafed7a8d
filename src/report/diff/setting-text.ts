import type { ConfigDelta } from '../../diff/report.ts';
import type { RenderStyle } from '../options.ts';
import { arrow } from '../text/glyphs.ts';
import { printable } from '../text/printable.ts';

/** `Env PATH`, `User`. */
export function settingText({ field, name }: ConfigDelta): string {
  return name === null ? printable(field) : `${printable(field)} ${printable(name)}`;
}

/** The value of a rule is how often it stands in the ignore file: once goes without saying. */
function timesText(value: string | null): string {
  return value === null || value === '1' ? '' : `${value} times`;
}

/** `node → app`; nothing of an environment variable, whose value may be secret. */
export function valueText({ field, before, after }: ConfigDelta, style: Pick<RenderStyle, 'ascii'>): string {
  if (field === 'Env') return '(values are not shown)';
  if (field === 'rule' && (before === null || after === null)) return timesText(before ?? after);
  const values = [before, after].filter((value) => value !== null).map(printable);
  return values.join(` ${arrow(style)} `);
}
