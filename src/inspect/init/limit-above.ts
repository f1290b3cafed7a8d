/** What limits leave above what is measured. */
const ROOM = 1.1;
const UNITS: readonly (readonly [number, string])[] = [
  [1e12, 'TB'],
  [1e9, 'GB'],
  [1e6, 'MB'],
  [1e3, 'kB'],
];

/** A size a tenth above, rounded up to two digits: `2.7MB`. At least `floor` bytes. */
export function sizeAbove(bytes: number, floor: number): string {
  const limit = twoDigitsUp(Math.max(bytes * ROOM, floor));
  const [unit, name] = UNITS.find(([size]) => limit >= size) ?? [1, ''];
  // Two digits over a power of ten: the division leaves a tail that is no digit of the limit.
  return `${Number((limit / unit).toPrecision(3))}${name}`;
}

/** A count a tenth above, rounded up to two digits, and at least `floor` above. */
export function countAbove(count: number, floor: number): number {
  return twoDigitsUp(Math.max(count * ROOM, count + floor));
}

function twoDigitsUp(value: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(value, 1))) - 1);
  return Math.ceil(value / step) * step;
}
