import type { SingleBar } from 'cli-progress';
import type { Progress, ProgressListener } from '../../core/progress.ts';
import type { ProcessLike } from '../process.ts';
import { wantsProgress } from '../terminal.ts';

const DELAY_MS = 400;

/**
 * Work with a line on stderr that appears only when it takes longer than a moment, and only on a terminal. The line is gone when the work
 * is done, or when the work itself calls `stop` before it takes the terminal.
 */
export async function withProgress<T>(
  process: ProcessLike,
  quiet: boolean | undefined,
  work: (onProgress: ProgressListener | undefined, stop: () => void) => Promise<T>,
): Promise<T> {
  if (!wantsProgress(process, quiet ?? false)) return work(undefined, () => {});
  const line = await progressLine(process);
  try {
    return await work(line.show, line.stop);
  } finally {
    line.stop();
  }
}

async function progressLine({
  stderr,
}: ProcessLike): Promise<{ readonly show: ProgressListener; readonly stop: () => void }> {
  const { default: cliProgress } = await import('cli-progress');
  const started = Date.now();
  let bar: SingleBar | null = null;
  const show = ({ phase, done, total }: Progress): void => {
    if (Date.now() - started < DELAY_MS) return;
    if (bar === null) {
      bar = new cliProgress.SingleBar({
        stream: stderr as NodeJS.WritableStream,
        format: '{phase} [{bar}] {percentage}%',
        clearOnComplete: true,
        hideCursor: true,
      });
      bar.start(total ?? Math.max(done, 1), done, { phase });
    }
    bar.setTotal(total ?? Math.max(done, 1));
    bar.update(done, { phase });
  };
  return { show, stop: () => bar?.stop() };
}
