import { constants, openSync } from 'node:fs';

/** To read a file that somebody else may swap meanwhile: a link in its place is not followed, a pipe is not waited for. */
export const CAREFULLY: number = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Opens a file of a directory that is not ours to trust. Throws what the operating system says, for a link too. */
export function openCarefully(path: string | Buffer): number {
  return openSync(path, CAREFULLY);
}
