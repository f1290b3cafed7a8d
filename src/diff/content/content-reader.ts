/** Whether two contents are equal; `unknown` where nobody can tell. */
export type Equality = 'same' | 'different' | 'unknown';

/** Looks into the files of two trees, by their nodes. */
export interface ContentReader {
  /** Whether a file of the earlier and one of the later tree have the same content; sizes come first. */
  compare(before: number, after: number): Equality;
  /** A text that is equal for equal contents of one size and for no others; null where the content cannot be read. */
  fingerprint(side: 'before' | 'after', node: number): string | null;
  /** Files that were left alone because the limit for reading was reached. */
  readonly leftOut: number;
}

/** What comparing contents may read, and how many files it had to leave alone for want of it. */
export class ReadAllowance {
  #left: number;
  leftOut = 0;

  constructor(bytes: number) {
    this.#left = bytes;
  }

  /** Takes a file's bytes from what is left; false where they are more. */
  spend(bytes: number): boolean {
    if (bytes > this.#left) {
      this.leftOut++;
      return false;
    }
    this.#left -= bytes;
    return true;
  }
}
