const UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB'];
/** Enough digits to write the quotient out exactly. */
const EXACT_DIGITS = 60;

/** A size as BuildKit prints it: `59B`, `5.12kB`, `10.50MB`: two decimals, powers of 1000. Source: tonistiigi/units with %.2f. */
export function buildkitSize(bytes: number): string {
  let unit = 0;
  let base = 1;
  while (bytes >= base * 1000 && unit < UNITS.length - 1) {
    base *= 1000;
    unit++;
  }
  return (unit === 0 ? String(bytes) : twoDecimals(bytes / base)) + UNITS[unit]!;
}

/** Go rounds an exact half to the even neighbour, toFixed up. */
function twoDecimals(value: number): string {
  const [whole, decimals = ''] = value.toFixed(EXACT_DIGITS).split('.');
  const isTieToEven = /^.[02468]50*$/.test(decimals);
  return isTieToEven ? `${whole}.${decimals.slice(0, 2)}` : value.toFixed(2);
}
