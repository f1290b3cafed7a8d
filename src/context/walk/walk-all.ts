import { PlimsollError } from '../../core/errors.ts';
import type { SurveyOptions } from '../options.ts';
import { type ReadAheadThread, startReadAhead } from '../read-ahead/read-ahead.ts';
import type { ReadAheadTask } from '../read-ahead/read-part.ts';
import { type OngoingWalk, stepWalk } from './walk.ts';

/** Entries between two looks at the signal. */
const SLICE = 8192;
/** Entries after which a second thread is worth its start. */
const LARGE = 8192;

/** Walks to the end; a second thread helps with a context that turns out to be large, if none helps from the start. Throws an `aborted` error when the signal says so. */
export async function walkAll(
  walk: OngoingWalk,
  task: Omit<ReadAheadTask, 'frames' | 'stop'>,
  early: ReadAheadThread | null,
  { signal, onProgress, threads }: Pick<SurveyOptions, 'signal' | 'onProgress' | 'threads'>,
): Promise<void> {
  let helper = early;
  walk.ahead = early;
  try {
    for (let done = 0, isOver = false; !isOver; done += SLICE) {
      if (signal?.aborted)
        throw new PlimsollError('aborted', 'The walk was stopped.', { cause: signal.reason });
      if (helper === null && threads !== 1 && done >= LARGE) {
        helper = startReadAhead({ ...task, frames: walk.frames.map(({ path, next }) => ({ path, next })) });
        walk.ahead = helper;
      }
      for (let step = 0; step < SLICE && !isOver; step++) isOver = !stepWalk(walk);
      onProgress?.({ phase: 'walking', done, total: null, unit: 'entries' });
      if (!isOver) await new Promise(setImmediate);
    }
  } finally {
    helper?.stop();
  }
}
