/** Every measure that a budget can have; a budget has one. */
export const MEASURES: readonly string[] = [
  ...['total', 'transfer', 'compressed', 'layer', 'layers', 'wasted', 'efficiency', 'files', 'file'],
  ...['forbidden', 'growth'],
];

const COUNTED: readonly string[] = ['files', 'layers'];

/** True for a measure that counts things; all others measure bytes, or a ratio. */
export function isCounted(measure: string): boolean {
  return COUNTED.includes(measure);
}
