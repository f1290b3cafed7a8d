/** How long one part of the work took. */
export interface Timing {
  /** What was done: `read layers`, `stack`, ... */
  readonly phase: string;
  readonly milliseconds: number;
  /** Bytes of content that were looked at; null where that says nothing. */
  readonly bytes: number | null;
}

/** Keeps the time: whoever asks for timings brings the clock, since the library has none. */
export interface Timekeeper {
  /** Milliseconds since any moment. */
  now(): number;
  record(timing: Timing): void;
}

/** Does the work and, where somebody asked, records how long it took. */
export function timed<T>(
  keeper: Timekeeper | undefined,
  phase: string,
  work: () => T,
  bytesOf?: (result: T) => number,
): T {
  if (keeper === undefined) return work();
  const started = keeper.now();
  const result = work();
  keeper.record({ phase, milliseconds: keeper.now() - started, bytes: bytesOf?.(result) ?? null });
  return result;
}

/** The same for work that takes its time. */
export async function timedAsync<T>(
  keeper: Timekeeper | undefined,
  phase: string,
  work: () => Promise<T>,
): Promise<T> {
  if (keeper === undefined) return work();
  const started = keeper.now();
  const result = await work();
  keeper.record({ phase, milliseconds: keeper.now() - started, bytes: null });
  return result;
}
