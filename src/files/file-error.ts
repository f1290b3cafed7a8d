import { PlimsollError } from '../core/errors.ts';

/** What the operating system calls a failure: `EACCES`. */
export function systemCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'unknown error';
}

/** True when the operating system says that nothing of that name is there. */
export function isMissing(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(systemCode(error));
}

const ENDED = 'EOF';

/** The failure of a file that ends before the length that it had when it was opened; `offset` is where. */
export function endedEarly(offset: number): Error {
  return Object.assign(new Error(`it ends at offset ${offset}, where more was expected`), { code: ENDED });
}

/** True where reading an open file failed, not opening it. */
export function isReadFailure(error: unknown): boolean {
  return systemCode(error) === ENDED || (error as NodeJS.ErrnoException).syscall === 'read';
}

/** An operating system's refusal as a `not-found` or `unreadable` error, `shown` being the file's name in the sentence; anything else as it is. */
export function fileError(error: unknown, file: string, shown: string = file): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof PlimsollError || code === undefined) return error;
  const details = { file, cause: error };
  if (code === ENDED) return new PlimsollError('unreadable', `${shown} cannot be read: ${message}.`, details);
  return isMissing(error)
    ? new PlimsollError('not-found', `${shown} does not exist.`, details)
    : new PlimsollError('unreadable', `${shown} cannot be read (${code}).`, details);
}
