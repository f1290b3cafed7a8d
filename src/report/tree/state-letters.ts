import type { TreeEntry } from '../../image/tree/report.ts';

type PathState = TreeEntry['state'];

/** The letter that says what became of a path; none where nothing did. */
export const STATE_LETTERS: Readonly<Record<PathState, string>> = {
  unchanged: '',
  added: 'A',
  modified: 'M',
  identical: '=',
  removed: 'D',
};

const WORDS: readonly (readonly [PathState, string])[] = [
  ['added', 'added'],
  ['modified', 'modified'],
  ['identical', 'the same again'],
  ['removed', 'removed'],
];

/** One line that explains the letters that are used; none when none is. */
export function stateLegend(used: readonly PathState[]): readonly string[] {
  const seen = new Set(used);
  const parts = WORDS.filter(([state]) => seen.has(state)).map(
    ([state, word]) => `${STATE_LETTERS[state]} ${word}`,
  );
  return parts.length === 0 ? [] : [`  ${parts.join(', ')}`];
}
