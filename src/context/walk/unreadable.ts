import { showStrayBytes } from '../../core/byte-text.ts';
import { PlimsollError } from '../../core/errors.ts';
import { systemCode } from '../../files/file-error.ts';

/** Characters of a path that a sentence can bear. */
const READABLE_LENGTH = 200;

/** What the operating system refused, in one sentence that names the path. */
export function unreadable(path: string, what: string, error: unknown): PlimsollError {
  const code = systemCode(error);
  const entry = showStrayBytes(path);
  const message = `${shortened(entry)} ${what} (${code}), and the build would fail on it.`;
  const remedy = code === 'ENAMETOOLONG' ? 'give it a shorter path' : 'change its permissions';
  return new PlimsollError('unreadable', message, {
    entry,
    hint: `Exclude it in the ignore file, or ${remedy}.`,
    cause: error,
  });
}

function shortened(path: string): string {
  if (path.length <= READABLE_LENGTH) return path;
  const half = READABLE_LENGTH / 2;
  return `${path.slice(0, half)}…${path.slice(-half)} (${path.length} characters)`;
}
