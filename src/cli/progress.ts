import type { SingleBar } from 'cli-progress';
import type { Progress, ProgressListener } from '../core/progress.ts';
import { type ProcessLike, wantsProgress } from './io.ts';

/** A progress line on stderr. */
export interface ProgressLine {
  readonly listener: ProgressListener | undefined;
  /** Clears the line; safe to call twice. */
  stop(): void;
}

const DELAY_MS = 400;

/** A line that appears only when the work takes longer than a moment, and only on a terminal. */
export async function progressLine(process: ProcessLike, quiet: boolean): Promise<ProgressLine> {
  if (!wantsProgress(process, quiet)) return { listener: undefined, stop: () => {} };
  const { default: cliProgress } = await import('cli-progress');
  const started = Date.now();
  let bar: SingleBar | null = null;
  const show = ({ phase, done, total }: Progress): void => {
    if (Date.now() - started < DELAY_MS) return;
    if (bar === null) {
      bar = new cliProgress.SingleBar({
        stream: process.stderr as NodeJS.WritableStream,
        format: '{phase} [{bar}] {percentage}%',
        clearOnComplete: true,
        hideCursor: true,
      });
      bar.start(total ?? Math.max(done, 1), done, { phase });
    }
    bar.setTotal(total ?? Math.max(done, 1));
    bar.update(done, { phase });
  };
  return { listener: show, stop: () => bar?.stop() };
}
