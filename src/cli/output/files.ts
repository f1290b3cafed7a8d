import { randomBytes } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { PlimsollError } from '../../core/errors.ts';
import { systemCode } from '../../files/file-error.ts';
import type { OutputTarget } from '../options/output.ts';
import type { ProcessLike } from '../process.ts';

/** Writes what `--output` asked for, in the place of the file or behind what it holds. */
export async function writeOutput(
  process: ProcessLike,
  { file, append }: OutputTarget,
  data: WrittenData,
): Promise<void> {
  const target = resolve(process.cwd(), file);
  if (!append) return writeAtomically(target, data);
  try {
    await writeFile(target, typeof data === 'function' ? data(target) : data, { flag: 'a' });
  } catch (error) {
    throw notWritten(target, error);
  }
}

/** Data at once, or bit by bit from a function that is told which file is being written. */
type WrittenData = string | Uint8Array | ((file: string) => AsyncIterable<Uint8Array>);

/** Writes beside the file and renames, so that nobody ever reads half a file; what is no regular file (a pipe, a device) is written into. */
export async function writeAtomically(file: string, data: WrittenData): Promise<void> {
  const target = await realpath(file).catch(() => file);
  const beside = `${target}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const isSpecial = await stat(target).then(
      (found) => !found.isFile(),
      () => false,
    );
    if (isSpecial) return await writeFile(target, typeof data === 'function' ? data(target) : data);
    await writeFile(beside, typeof data === 'function' ? data(beside) : data);
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw notWritten(file, error);
  }
}

function notWritten(file: string, error: unknown): PlimsollError {
  if (error instanceof PlimsollError) return error;
  const reason = systemCode(error);
  return new PlimsollError('unreadable', `${file} cannot be written (${reason}).`, { file, cause: error });
}
