import { compareBytes } from '../../core/order.ts';
import { cleanPath } from '../../core/posix-path.ts';
import type { NeededSource } from './needs.ts';

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
