import { withImageSubject } from '../../src/explore/explore-image.ts';
import type { Line } from '../../src/explore/layout/line.ts';
import { screenOf } from '../../src/explore/layout/screen.ts';
import { firstState, reduce } from '../../src/explore/reduce.ts';
import { isScanning, type State } from '../../src/explore/state.ts';
import type { Subject } from '../../src/explore/subject/subject.ts';
import { type MadeLayer, madeImage } from './made-image.ts';

const LOOK = { ascii: false, units: 'si' } as const;

/** An explorer without a terminal: keys in, screens out. */
export interface Explorer {
  readonly subject: Subject;
  readonly state: () => State;
  /** Presses keys one after the other; searches run to their end. */
  readonly press: (...keys: readonly string[]) => void;
  /** Types a text. */
  readonly type: (text: string) => void;
  readonly resize: (columns: number, rows: number) => void;
  readonly lines: () => readonly Line[];
  /** What a person would see. */
  readonly screen: () => string;
}

/** Explores an archive; files can be read until `use` is done. */
export function exploring<T>(
  archive: string,
  use: (explorer: Explorer) => Promise<T> | T,
  [columns, rows] = [80, 24],
): Promise<T> {
  return withImageSubject(archive, {}, LOOK, async (subject) => use(explorerOf(subject, columns!, rows!)));
}

/** Explores an image made of these layers. */
export function exploringLayers<T>(
  layers: readonly MadeLayer[],
  use: (explorer: Explorer) => Promise<T> | T,
  size?: readonly [columns: number, rows: number],
): Promise<T> {
  return exploring(madeImage(layers), use, size && [...size]);
}

/** An explorer of any subject. */
export function explorerOf(subject: Subject, columns = 80, rows = 24): Explorer {
  let state = firstState(subject, columns, rows);
  const settle = (): void => {
    while (isScanning(state)) state = reduce(subject, state, { kind: 'step' });
  };
  const press = (...keys: readonly string[]): void => {
    for (const key of keys) {
      state = reduce(subject, state, { kind: 'key', key });
      settle();
    }
  };
  const lines = (): readonly Line[] => screenOf(subject, state, LOOK);
  return {
    subject,
    state: () => state,
    press,
    type: (text) => press(...text),
    resize: (to, high) => {
      state = reduce(subject, state, { kind: 'resize', columns: to, rows: high });
    },
    lines,
    screen: () =>
      lines()
        .map((line) =>
          line
            .map(({ text }) => text)
            .join('')
            .trimEnd(),
        )
        .join('\n'),
  };
}
