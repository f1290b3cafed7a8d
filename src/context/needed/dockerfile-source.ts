import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { byteText } from '../../core/byte-text.ts';
import { PlimsollError } from '../../core/errors.ts';
import type { ContextPlace } from '../place.ts';
import { pathFromRoot } from '../place.ts';

const DEFAULT_NAME = 'Dockerfile';
/** What a Dockerfile is called that is in no file. */
const INLINE = 'inline Dockerfile';
/** BuildKit's frontend takes no larger one. */
const SIZE_LIMIT = 2 ** 24;

/** A Dockerfile as text. */
export interface DockerfileSource {
  /** Relative to the context root where it lies inside, else as given. */
  readonly path: string;
  /** A `byteText`. */
  readonly text: string;
}

/**
 * Reads the Dockerfile that a build of the context would use; null when the caller names none and the context has none.
 * Throws `not-found`, `unreadable` or `limit` errors. BuildKit takes `dockerfile` where there is no `Dockerfile`.
 */
export function readDockerfileSource({
  root,
  dockerfile: given,
  dockerfileText: text,
}: Pick<ContextPlace, 'root' | 'dockerfile' | 'dockerfileText'>): DockerfileSource | null {
  if (text !== null) return { path: INLINE, text };
  const file = given ?? join(root, DEFAULT_NAME);
  const bytes = readIfFile(file) ?? null;
  if (bytes !== null) return { path: pathFromRoot(root, file) ?? file, text: byteText(bytes) };
  if (basename(file) === DEFAULT_NAME) {
    const lower = join(dirname(file), DEFAULT_NAME.toLowerCase());
    const lowerBytes = readIfFile(lower);
    if (lowerBytes !== null) return { path: pathFromRoot(root, lower) ?? lower, text: byteText(lowerBytes) };
  }
  if (given === null) return null;
  throw new PlimsollError('not-found', `${file} is no file.`, { file, hint: 'Name the Dockerfile.' });
}

function readIfFile(file: string): Uint8Array | null {
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (!stats?.isFile()) return null;
    if (stats.size > SIZE_LIMIT) throw new PlimsollError('limit', `${file} is larger than 16 MiB.`, { file });
    return readFileSync(file);
  } catch (error) {
    if (error instanceof PlimsollError) throw error;
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new PlimsollError('unreadable', `${file} cannot be read (${code}).`, { file, cause: error });
  }
}
