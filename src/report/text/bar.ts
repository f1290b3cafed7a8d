const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
const FULL = '█';

/**
 * A bar for a share of a whole, at most `width` columns, to an eighth of a column; a share above nothing is never invisible.
 * With `ascii`, of `#` alone.
 */
export function barText(part: number, whole: number, width: number, ascii: boolean): string {
  if (part <= 0 || whole <= 0) return '';
  const columns = Math.min(1, part / whole) * width;
  if (ascii) return '#'.repeat(Math.max(1, Math.round(columns)));
  const eighths = Math.max(1, Math.round(columns * 8));
  return FULL.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8]!;
}
