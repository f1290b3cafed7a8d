import { type DiskPath, diskPath, readNames, readStats } from './disk.ts';
import { type EntryType, typeOf } from './mode.ts';

/** A path of the context on disk; the root is `.` or empty, and may be a link itself. */
export function pathIn(root: string, path: string): DiskPath {
  const prefix = rootPrefix(root);
  return diskPath(path === '.' ? prefix : prefix + path);
}

/** The root with a slash at its end. */
export function rootPrefix(root: string): string {
  return root.endsWith('/') ? root : `${root}/`;
}

/**
 * The type of what is at a path, links not followed; null when nothing is. What cannot be looked at counts as not there, here and below:
 * whether a build fails on it is for the walk to say.
 */
export function typeAt(root: string, path: string): EntryType | null {
  try {
    const stats = readStats(pathIn(root, path));
    return stats && typeOf(stats.mode);
  } catch {
    return null;
  }
}

/** Names in a directory in byte order; none when it is no directory. */
export function namesIn(root: string, directory: string): readonly string[] {
  if (typeAt(root, directory) !== 'directory') return [];
  try {
    return readNames(pathIn(root, directory)).names;
  } catch {
    return [];
  }
}
