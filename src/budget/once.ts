/** A function whose result for each key is computed when it is first asked for. */
export function onceByKey<T, R>(compute: (key: T) => R): (key: T) => R {
  const known = new Map<T, { readonly result: R }>();
  return (key) => {
    const found = known.get(key) ?? { result: compute(key) };
    known.set(key, found);
    return found.result;
  };
}
