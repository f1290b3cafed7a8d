import { type FileHandle, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { PlimsollError } from '../../core/errors.ts';
import { printable } from '../../report/text/printable.ts';

const MOST_TRIES = 1000;
/** In bytes; file systems allow 255. */
const LONGEST_NAME = 200;

/**
 * Writes a new file in a directory and returns its name: the wanted one, else with `.1`, `.2` and so on behind it. A file that is there
 * is never touched; one that could not be written whole is taken away again.
 */
export async function writeFreeFile(
  directory: string,
  wanted: string,
  pieces: AsyncIterable<Uint8Array> | Iterable<string>,
): Promise<string> {
  const { handle, name } = await openFree(directory, safeName(wanted));
  try {
    for await (const piece of pieces) await handle.writeFile(piece);
    await handle.close();
    return name;
  } catch (error) {
    await handle.close().catch(() => {});
    await rm(join(directory, name), { force: true });
    throw asPlimsollError(error, name);
  }
}

async function openFree(
  directory: string,
  wanted: string,
): Promise<{ readonly handle: FileHandle; readonly name: string }> {
  for (let n = 0; n < MOST_TRIES; n++) {
    const name = n === 0 ? wanted : `${wanted}.${n}`;
    try {
      return { handle: await open(join(directory, name), 'wx'), name };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw asPlimsollError(error, name);
    }
  }
  throw new PlimsollError('usage', `${wanted} and ${MOST_TRIES - 1} names like it are taken.`);
}

/** A name from an archive as one that does no harm on disk: no directories, no control characters, no end. */
function safeName(name: string): string {
  const last = printable(name.slice(name.lastIndexOf('/') + 1)).replaceAll('\\', '_');
  const short = Buffer.from(last)
    .subarray(0, LONGEST_NAME)
    .toString()
    .replace(/\ufffd$/, '');
  return short === '' || short === '.' || short === '..' ? 'file' : short;
}

function asPlimsollError(error: unknown, name: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof PlimsollError || code === undefined) return error;
  return new PlimsollError('unreadable', `${name} cannot be written (${code}).`, {
    file: name,
    cause: error,
  });
}
