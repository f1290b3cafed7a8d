import { readFileSync, statSync } from 'node:fs';
import { PlimsollError } from '../core/errors.ts';

/** The text of a small UTF-8 file (a byte order mark goes); `what` names its kind in errors: `The configuration`. */
export function readText(file: string, what: string, maxBytes: number): string {
  let bytes: Uint8Array;
  try {
    const size = statSync(file).size;
    if (size > maxBytes)
      throw new PlimsollError('limit', `${what} ${file} has ${size} bytes; ${maxBytes} are the limit.`, {
        file,
      });
    bytes = readFileSync(file);
  } catch (error) {
    throw error instanceof PlimsollError ? error : unreadable(file, what, error);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new PlimsollError('config', `${what} ${file} is not UTF-8 text.`, {
      file,
      hint: 'Save it as UTF-8.',
      cause,
    });
  }
}

function unreadable(file: string, what: string, error: unknown): PlimsollError {
  const { code = 'unknown error' } = error as NodeJS.ErrnoException;
  const details = { file, cause: error };
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new PlimsollError('not-found', `${what} ${file} is not there.`, details);
  return new PlimsollError('unreadable', `${what} ${file} cannot be read (${code}).`, details);
}
