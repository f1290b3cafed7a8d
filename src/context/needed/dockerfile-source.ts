import { basename, dirname, join } from 'node:path';
import { byteText } from '../../core/byte-text.ts';
import { PlimsollError } from '../../core/errors.ts';
import { readIfFile } from '../../files/read-small.ts';
import { type ContextPlace, pathFromRoot } from '../place.ts';

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
  const source =
    readSource(root, file) ?? (basename(file) === DEFAULT_NAME ? readLowerCase(root, file) : null);
  if (source !== null || given === null) return source;
  throw new PlimsollError('not-found', `${file} is no file.`, { file, hint: 'Name the Dockerfile.' });
}

function readLowerCase(root: string, file: string): DockerfileSource | null {
  return readSource(root, join(dirname(file), DEFAULT_NAME.toLowerCase()));
}

function readSource(root: string, file: string): DockerfileSource | null {
  const bytes = readIfFile(file, SIZE_LIMIT);
  return bytes && { path: pathFromRoot(root, file) ?? file, text: byteText(bytes) };
}
