import { readFileSync, statSync } from 'node:fs';
import { PlimsollError } from '../core/errors.ts';
import { fileError, isMissing } from './file-error.ts';

const MEBIBYTE = 2 ** 20;

/** The bytes of a file that is small by its nature; null when no file is there. Throws `unreadable`, and `limit` beyond `maxBytes`. */
export function readIfFile(file: string, maxBytes: number): Uint8Array | null {
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (!stats?.isFile()) return null;
    if (stats.size > maxBytes)
      throw new PlimsollError('limit', `${file} is larger than ${maxBytes / MEBIBYTE} MiB.`, { file });
    return readFileSync(file);
  } catch (error) {
    if (isMissing(error)) return null;
    throw fileError(error, file);
  }
}

/** The text of a small UTF-8 file (a byte order mark goes); `what` names its kind in errors: `The configuration`. */
export function readText(file: string, what: string, maxBytes: number): string {
  const bytes = readBounded(file, what, maxBytes);
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

function readBounded(file: string, what: string, maxBytes: number): Uint8Array {
  try {
    const { size } = statSync(file);
    if (size <= maxBytes) return readFileSync(file);
    throw new PlimsollError('limit', `${what} ${file} has ${size} bytes; ${maxBytes} are the limit.`, {
      file,
    });
  } catch (error) {
    throw fileError(error, file, `${what} ${file}`);
  }
}
