/**
 * Does the jobs, at most `width` at once, and gives their results in the order of the items.
 * After the first failure no further job begins; it is thrown when those under way have ended.
 */
export async function mapPool<T, R>(
  items: readonly T[],
  width: number,
  job: (item: T, index: number) => Promise<R>,
): Promise<readonly R[]> {
  const results = new Array<R>(items.length);
  let next = 0;
  let failure: { readonly error: unknown } | null = null;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length && failure === null; index = next++) {
      try {
        results[index] = await job(items[index]!, index);
      } catch (error) {
        failure ??= { error };
      }
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(width, items.length)) }, worker));
  if (failure !== null) throw (failure as { readonly error: unknown }).error;
  return results;
}
