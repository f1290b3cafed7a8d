/** A typed array that can be made again, larger. */
export type NumberArray = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float64Array;

/** The same values in an array of at least `length` places; capacity grows fast while it is small, so that growing costs little. */
export function grown<A extends NumberArray>(array: A, length: number): A {
  if (length <= array.length) return array;
  const create = array.constructor as new (length: number) => A;
  const larger = new create(Math.max(length, Math.min(array.length * 4, array.length + 500_000)));
  larger.set(array as never);
  return larger;
}

/** The first `length` places in an array of just that size. */
export function trimmed<A extends NumberArray>(array: A, length: number): A {
  return array.length === length ? array : (array.slice(0, length) as A);
}
