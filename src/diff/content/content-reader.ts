/** Two contents are the same, differ, or nobody can tell. */
export const SAME_CONTENT = 1;
export const DIFFERENT_CONTENT = 2;
export const UNKNOWN_CONTENT = 0;

/** One of the three. */
export type Equality = typeof SAME_CONTENT | typeof DIFFERENT_CONTENT | typeof UNKNOWN_CONTENT;

/** Looks into the files of two trees, by their nodes. */
export interface ContentReader {
  /** Whether a file of the earlier and one of the later tree have the same content; sizes come first. */
  compare(before: number, after: number): Equality;
  /** A text that is equal for equal contents of one size and for no others; null where the content cannot be read. */
  fingerprint(side: 'before' | 'after', node: number): string | null;
  /** Files that were left alone because the limit for reading was reached. */
  readonly leftOut: number;
}
