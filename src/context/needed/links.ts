import { cleanPath, parentPath } from '../../core/posix-path.ts';
import { readTarget } from '../walk/disk.ts';
import { namesIn, pathIn, typeAt } from '../walk/look.ts';

/** The links of one context, looked up on disk; nothing outside the root is ever looked at. */
export interface LinkReader {
  /** Where a symbolic link in the context points, clean and from the root; null for anything else and for what is not there. */
  readonly targetOf: (path: string) => string | null;
  /** Names in a directory in byte order; none when it is no directory. */
  readonly namesIn: (directory: string) => readonly string[];
  /** True when something of that name is there; links are not followed. */
  readonly exists: (path: string) => boolean;
}

/** Looks at a context on disk. Paths must not lead through links: whoever asks has resolved the way there. */
export function linkReader(root: string): LinkReader {
  return {
    targetOf: (path) => {
      if (path === '.' || typeAt(root, path) !== 'symlink') return null;
      const target = readTarget(pathIn(root, path));
      return cleanPath(target.startsWith('/') ? target : `/${parentPath(path)}/${target}`);
    },
    namesIn: (directory) => namesIn(root, directory),
    exists: (path) => path === '.' || typeAt(root, path) !== null,
  };
}
