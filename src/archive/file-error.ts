import { PlimsollError } from '../core/errors.ts';

/** An operating system's refusal as an `unreadable` or `not-found` error; anything else as it is. */
export function fileError(error: unknown, file: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof PlimsollError || code === undefined) return error;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new PlimsollError('not-found', `${file} does not exist.`, { file, cause: error });
  return new PlimsollError('unreadable', `${file} cannot be read (${code}).`, { file, cause: error });
}
