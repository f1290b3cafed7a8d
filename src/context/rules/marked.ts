/** The outermost of the directories that a rule marks while it looks on at a walk. */
export interface Marked<Mark> {
  /** How deep the walk is inside of one; 0: in none. */
  depth: number;
  /** The mark of what the walk met last; null: none. */
  last: Mark | null;
}

/** Nothing marked yet. */
export function noneMarked<Mark>(): Marked<Mark> {
  return { depth: 0, last: null };
}

/** The walk goes into the directory that it met last: its mark, null when it has none. */
export function enterMarked<Mark>(marked: Marked<Mark>): Mark | null {
  const { last } = marked;
  if (last !== null || marked.depth > 0) marked.depth++;
  marked.last = null;
  return last;
}

/** The walk is through with a directory. */
export function leaveMarked(marked: Marked<unknown>): void {
  if (marked.depth > 0) marked.depth--;
}
