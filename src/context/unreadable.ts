import { showStrayBytes } from '../core/byte-text.ts';
import { PlimsollError } from '../core/errors.ts';

/** What the operating system refused, in one sentence that names the path. */
export function unreadable(path: string, what: string, error: unknown): PlimsollError {
  const { code = 'unknown error' } = error as NodeJS.ErrnoException;
  const entry = showStrayBytes(path);
  return new PlimsollError('unreadable', `${entry} ${what} (${code}), and the build would fail on it.`, {
    entry,
    hint: 'Exclude it in the ignore file, or change its permissions.',
    cause: error,
  });
}
