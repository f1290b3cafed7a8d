import type { ConfigDelta, LayerDelta, PathState } from '../../diff/report.ts';
import type { Paint } from '../text/paint.ts';

/** What a letter stands for in tables, so that no meaning rests on colour alone. */
interface Sign {
  readonly letter: string;
  readonly word: string;
  readonly tone: keyof Paint;
}

/** A letter for every state of a layer, a path, a setting. */
export const SIGNS: Readonly<
  Record<LayerDelta['state'] | PathState | ConfigDelta['state'] | 'unchanged', Sign>
> = {
  same: { letter: '=', word: 'same', tone: 'dim' },
  unchanged: { letter: '=', word: 'unchanged', tone: 'dim' },
  added: { letter: 'A', word: 'added', tone: 'green' },
  removed: { letter: 'D', word: 'removed', tone: 'red' },
  changed: { letter: 'M', word: 'changed', tone: 'yellow' },
  modified: { letter: 'M', word: 'modified', tone: 'yellow' },
  metadata: { letter: 'm', word: 'only metadata changed', tone: 'cyan' },
  touched: { letter: 't', word: 'only times changed', tone: 'dim' },
  moved: { letter: 'R', word: 'moved', tone: 'cyan' },
  uncompared: { letter: '?', word: 'not compared', tone: 'dim' },
};
