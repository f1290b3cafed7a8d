import prettyBytes from 'pretty-bytes';
import type { RenderStyle } from '../options.ts';

/** A size for people: `63.2 MB`, `60.3 MiB` with iec units, or the exact integer. */
export function sizeText(bytes: number, style: Pick<RenderStyle, 'bytes' | 'units'>): string {
  if (style.bytes) return String(bytes);
  return prettyBytes(bytes, { binary: style.units === 'iec' });
}

/** The same, and nothing for no bytes: a column shows at a glance where there are any. */
export function sizeOrNothing(bytes: number, style: Pick<RenderStyle, 'bytes' | 'units'>): string {
  return bytes === 0 ? '' : sizeText(bytes, style);
}

/** A share of a whole: `12 %`, `<1 %`, `0 %`. */
export function shareText(part: number, whole: number): string {
  if (part === 0 || whole === 0) return '0 %';
  const percent = (100 * part) / whole;
  return percent < 1 ? '<1 %' : `${Math.round(percent)} %`;
}
