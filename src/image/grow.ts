/** A typed array that can be made again, larger. */
export type NumberArray = Int32Array | Uint32Array | Uint16Array | Uint8Array | Float64Array;

/** The same values in an array of at least `length` places; capacity doubles, so that growing costs little per place. */
export function grown<A extends NumberArray>(array: A, length: number): A {
  if (length <= array.length) return array;
  const create = array.constructor as new (length: number) => A;
  const larger = new create(Math.max(length, Math.min(array.length * 2, array.length + 1_000_000)));
  larger.set(array as never);
  return larger;
}
