import { compareBytes } from '../../core/order.ts';
import { cleanPath } from '../../core/posix-path.ts';
import type { NeededSource } from './needs.ts';

/** A path in the context, a git repository, or something to download. */
export type SourceKind = 'file' | 'git' | 'url';

/**
 * What a source of ADD or COPY is; the context is asked for `file`s alone.
 * Source: BuildKit, dockerfile2llb/convert_copy.go and dfgitutil/git_ref.go.
 */
export function sourceKind(source: string): SourceKind {
  if (/^(?:\.\.?|github\.com)\//.test(source)) return 'file';
  const protocol = /^([a-zA-Z0-9]+):\/\//.exec(source)?.[1]?.toLowerCase();
  if (protocol === undefined) return /^[a-zA-Z0-9_-]+@[a-zA-Z0-9.-]+:/.test(source) ? 'git' : 'file';
  if (protocol === 'ssh' || protocol === 'git') return 'git';
  if (protocol !== 'http' && protocol !== 'https') return 'file';
  return /^[^?#]*\.git(?:[?#]|$)/.test(source) ? 'git' : /^https?:\/\//.test(source) ? 'url' : 'file';
}

/** A source as an absolute path of the context: cleaned, `..` clamped at the root. */
export function rooted(source: string): string {
  return cleanPath(`/${source}`);
}

/** A source with its path from the root. */
export function neededSource(written: string): NeededSource {
  return { written, path: cleanPath(`.${rooted(written)}`) };
}

/** What is asked for, of rooted paths: sorted by byte; null when the root is among them, or when nothing narrows it. */
export function followPaths(paths: ReadonlySet<string>): readonly string[] | null {
  if (paths.has('/') || paths.size === 0) return null;
  return [...paths].map((path) => path.slice(1)).sort(compareBytes);
}
