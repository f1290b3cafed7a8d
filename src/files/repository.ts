import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** True for a directory with `.git` in it: a directory, or the file of a worktree. */
export function isRepositoryRoot(directory: string): boolean {
  return existsSync(join(directory, '.git'));
}

/** The directory with `.git` that holds this one, or is it; null outside of repositories. */
export function repositoryRoot(directory: string): string | null {
  for (let at = resolve(directory); ; at = dirname(at)) {
    if (isRepositoryRoot(at)) return at;
    if (dirname(at) === at) return null;
  }
}
