/** What the rules say of one path, and what its children inherit. */
export interface Verdict {
  readonly excluded: boolean;
  /** Index of the last rule that matched, -1 for none. */
  readonly decidedBy: number;
  /** Indices, ascending, of the rules that matched here or on a parent. */
  readonly matched: readonly number[];
}

/** No rule matched, as at the context root, which no rule touches. */
export const NO_MATCH: Verdict = { excluded: false, decidedBy: -1, matched: [] };
