/** Which tree: what the image shows in the end, what it shows after one layer, or what one layer did. Layers count from 0. */
export type TreeView = 'final' | { readonly upTo: number } | { readonly layer: number };

/**
 * What became of a path, against what lower layers show there. `unchanged` in the final tree says nothing: there all paths are.
 * `identical`: the same bytes, or the same link, stored again, whatever became of mode, owner and times.
 */
export const STATE = { absent: 0, unchanged: 1, added: 2, modified: 3, identical: 4, removed: 5 } as const;

/** A name of {@link STATE}. */
export type PathState = Exclude<keyof typeof STATE, 'absent'>;

/** The names by their numbers. */
export const STATES: readonly PathState[] = [
  'unchanged',
  'unchanged',
  'added',
  'modified',
  'identical',
  'removed',
];
