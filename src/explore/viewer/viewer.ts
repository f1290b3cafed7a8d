/** A file's content on screen. */
export interface Viewer {
  readonly title: string;
  readonly kind: 'text' | 'hex';
  /** As read; control characters are escaped when a line is laid out. */
  readonly lines: readonly string[];
  /** What is not shown, or nothing. */
  readonly note: string;
  readonly top: number;
  /** Columns scrolled out at the left. */
  readonly left: number;
  readonly search: ViewerSearch | null;
}

/** A search inside the file. */
interface ViewerSearch {
  readonly text: string;
  /** Lines with a match, in order. */
  readonly lines: readonly number[];
}
