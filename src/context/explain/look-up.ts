import { realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { PlimsollError } from '../../core/errors.ts';
import { cleanPath } from '../../core/posix-path.ts';
import { typeAt } from '../walk/look.ts';
import type { EntryType } from '../walk/mode.ts';

/** A path that somebody asks about. */
export interface Found {
  /** Relative to the root; `.` is the root. */
  readonly path: string;
  /** Null when nothing of that name is in the context. */
  readonly type: EntryType | null;
  /** It is a directory, or would be one. */
  readonly isDirectory: boolean;
  /** A symbolic link on the way: what lies behind it is not in the context under this name. */
  readonly link: string | null;
}

/** Looks for a path in the context; links are never followed. Throws a `usage` error for a path outside. */
export function lookUp(root: string, given: string): Found {
  const path = insideRoot(root, given);
  const wanted = given.endsWith('/') || path === '.';
  if (path === '.') return { path, type: 'directory', isDirectory: true, link: null };
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
    const parent = path.slice(0, slash);
    const type = typeAt(root, parent);
    if (type !== 'directory')
      return { path, type: null, isDirectory: wanted, link: type === 'symlink' ? parent : null };
  }
  const type = typeAt(root, path);
  return { path, type, isDirectory: type === null ? wanted : type === 'directory', link: null };
}

function insideRoot(root: string, given: string): string {
  const path = isAbsolute(given) ? fromAbsolute(root, given) : cleanPath(given);
  if (path !== '..' && !path.startsWith('../')) return path;
  throw new PlimsollError('usage', `${given} is outside the context ${root}.`, {
    file: given,
    hint: 'Name a path relative to the context root.',
  });
}

/** The root may be named by its own name or by one with links in it. */
function fromAbsolute(root: string, given: string): string {
  const names = [resolve(root), realpathSync(root)].map((base) => relative(base, given).split(sep).join('/'));
  return cleanPath(names.find((name) => name !== '..' && !name.startsWith('../')) ?? '..');
}
