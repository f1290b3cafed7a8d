import type { Bytes, Count } from '../../core/bytes.ts';

/** One cure, and what it saves beyond all that stand before it in the list. */
export interface SavingReport {
  readonly layer: Count | null;
  readonly instruction: string | null;
  /** The finding that the cure is from. */
  readonly rule: string;
  /** Every rule that fires on these bytes. */
  readonly rules: readonly string[];
  readonly bytes: Bytes;
  readonly cure: string | null;
  /** Where the instruction stands in the Dockerfile that was given; else null. */
  readonly file: string | null;
  readonly line: Count | null;
}

/** What could be saved. Every stored byte counts once, however many rules fire on it. */
export interface SavingsReport {
  /** By cures in own layers; the sum of the list. */
  readonly avoidableBytes: Bytes;
  /** Stored bytes that would remain: totals.fileBytes less avoidableBytes. */
  readonly remainingBytes: Bytes;
  /** Further bytes that only another base would save. */
  readonly baseBytes: Bytes;
  /** Hidden bytes of package databases, which nobody can avoid. */
  readonly unavoidableBytes: Bytes;
  /** Most bytes first. */
  readonly list: readonly SavingReport[];
}
