import { cleanPath, parentPath } from '../../core/posix-path.ts';
import { diskPath, readNames, readStats, readTarget } from '../walk/disk.ts';
import { typeOf } from '../walk/entry.ts';

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
  const prefix = root.endsWith('/') ? root : `${root}/`;
  const disk = (path: string) => diskPath(path === '.' ? prefix : prefix + path);
  return {
    targetOf: (path) => {
      const stats = path === '.' ? null : ifThere(() => readStats(disk(path)));
      if (stats === null || typeOf(stats.mode) !== 'symlink') return null;
      const target = readTarget(disk(path));
      return cleanPath(target.startsWith('/') ? target : `/${parentPath(path)}/${target}`);
    },
    namesIn: (directory) =>
      ifThere(() => {
        const stats = readStats(disk(directory));
        return stats && typeOf(stats.mode) === 'directory' ? readNames(disk(directory)).names : null;
      }) ?? [],
    exists: (path) => path === '.' || ifThere(() => readStats(disk(path))) !== null,
  };
}

/** What cannot be looked at counts as not there: whether a build fails on it is for the walk to say. */
function ifThere<T>(read: () => T | null): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
