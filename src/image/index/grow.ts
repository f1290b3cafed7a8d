/** A typed array that can be made again, larger. */
export type NumberArray = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float64Array;

/** Up to this many places arrays grow fourfold, then by half. */
const SMALL = 1 << 14;

/** The same values in an array of at least `length` places. */
export function grown<A extends NumberArray>(array: A, length: number): A {
  if (length <= array.length) return array;
  const create = array.constructor as new (length: number) => A;
  const room = Math.ceil(array.length * (array.length < SMALL ? 4 : 1.5));
  const larger = new create(Math.max(length, room));
  larger.set(array as never);
  return larger;
}

/** The first `length` places in an array of just that size. */
export function trimmed<A extends NumberArray>(array: A, length: number): A {
  return array.length === length ? array : (array.slice(0, length) as A);
}
