import { hasWildcard } from '../../ignore/file-match.ts';
import type { CopySource } from '../needed/copy-sources.ts';
import type { Scene } from './watch.ts';

/** True when an instruction names the path or something below it, not merely a directory around it. */
export function isAskedFor({ sources }: Scene, path: string): boolean {
  return sources.some((source) =>
    namedPaths(source).some((named) => named === path || named.startsWith(`${path}/`)),
  );
}

/** What a source names for certain: with a wildcard, the directories before it. */
function namedPaths({ source, hits, hasWildcard: isOpen }: CopySource): readonly string[] {
  if (!isOpen) return [source.path, ...hits.flatMap(({ target }) => target ?? [])];
  const segments = source.path.split('/');
  return [segments.slice(0, segments.findIndex(hasWildcard)).join('/')];
}
