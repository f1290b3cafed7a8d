const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];
/** Enough digits to write any number below 1000 out exactly. */
const EXACT_DIGITS = 60;

/**
 * A size as docker prints it: `0B`, `21B`, `1.11kB`, `44kB`, `1e+03kB`: three significant digits (the classic builder's context: four), powers of 1000,
 * no blank. Source: docker/go-units, HumanSizeWithPrecision; Go, package fmt, verb %.3g.
 */
export function goSize(bytes: number, digits: 3 | 4 = 3): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit < UNITS.length - 1) {
    size /= 1000;
    unit++;
  }
  return significantDigits(size, digits) + UNITS[unit]!;
}

/** Go's %.3g or %.4g of a number from 0 up to 1000. */
function significantDigits(value: number, digits: number): string {
  const rounded = isTieToEven(value, digits)
    ? value.toPrecision(digits + 1).slice(0, -1)
    : value.toPrecision(digits);
  if (rounded.includes('e')) return rounded.replace(/\.?0*e/, 'e').replace(/e\+(\d)$/, 'e+0$1');
  return rounded.includes('.') ? rounded.replace(/\.?0*$/, '') : rounded;
}

/** Go rounds an exact half to the even neighbour, toPrecision away from zero: true where that differs. */
function isTieToEven(value: number, kept: number): boolean {
  const digits = value.toPrecision(EXACT_DIGITS).replace('.', '').replace(/^0+/, '');
  return digits[kept] === '5' && /^0*$/.test(digits.slice(kept + 1)) && Number(digits[kept - 1]) % 2 === 0;
}
