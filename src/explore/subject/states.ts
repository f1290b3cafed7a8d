import { STATE } from '../../image/tree/view.ts';
import type { StateStyle } from './subject.ts';

/** Letter, colour and key of each state of an image's path, by its number. The letters are those of `plimsoll tree`. */
export const IMAGE_STATES: readonly StateStyle[] = byNumber({
  [STATE.unchanged]: { letter: ' ', tone: 'plain', group: 'unmodified', word: 'unchanged' },
  [STATE.added]: { letter: 'A', tone: 'added', group: 'added', word: 'added' },
  [STATE.modified]: { letter: 'M', tone: 'modified', group: 'modified', word: 'modified' },
  [STATE.identical]: { letter: '=', tone: 'modified', group: 'modified', word: 'the same bytes again' },
  [STATE.removed]: { letter: 'D', tone: 'removed', group: 'removed', word: 'deleted' },
});

function byNumber(styles: Readonly<Record<number, StateStyle>>): readonly StateStyle[] {
  const none: StateStyle = { letter: ' ', tone: 'dim', group: 'unmodified', word: 'not there' };
  return [none, ...Object.values(styles)];
}
