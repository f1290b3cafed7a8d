import type { ProcessLike } from './process.ts';

/**
 * Colour for one stream: the option, then NO_COLOR, then FORCE_COLOR (0 is off), then TERM=dumb, then whether it is a terminal.
 * Node's own helpers let FORCE_COLOR beat NO_COLOR, so the decision is made here.
 */
export function wantsColor(
  process: ProcessLike,
  option: 'auto' | 'always' | 'never',
  stream: { readonly isTTY?: boolean } = process.stdout,
): boolean {
  if (option !== 'auto') return option === 'always';
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return TERM !== 'dumb' && stream.isTTY === true;
}

/** True when the locale cannot show more than ASCII. */
export function wantsAscii(process: ProcessLike): boolean {
  const { LC_ALL, LC_CTYPE, LANG } = process.env;
  const locale = LC_ALL || LC_CTYPE || LANG || '';
  return locale !== '' && !/utf-?8/i.test(locale);
}

/** Progress belongs on a terminal that a person watches. */
export function wantsProgress(process: ProcessLike, quiet: boolean): boolean {
  const { CI, TERM } = process.env;
  return process.stderr.isTTY === true && !quiet && !CI && TERM !== 'dumb';
}
