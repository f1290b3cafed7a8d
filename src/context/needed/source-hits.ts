import { compileFileMatch, hasWildcard } from '../../ignore/file-match.ts';
import type { LinkReader } from './links.ts';

/** One path on disk that a source names. */
export interface SourceHit {
  /** As the source names it, links and all. */
  readonly path: string;
  /** Where its links lead; null when they lead nowhere. */
  readonly target: string | null;
  /** The links passed on the way, in order. */
  readonly links: readonly string[];
  readonly isLoop: boolean;
}

/** As many links as containerd's RootPath follows. */
const MAX_LINKS = 255;

/**
 * What a source of COPY, ADD or a bind mount names on disk, whatever the rules say. A path without wildcard is one hit, there or not; a wildcard
 * goes by filepath.Match, so `**` is `*`, and never through a link. Source: tonistiigi/fsutil, copy.ResolveWildcards.
 */
export function findSourceHits(
  disk: LinkReader,
  path: string,
  takesWildcards: boolean,
): readonly SourceHit[] {
  const segments = path.split('/');
  const first = takesWildcards ? segments.findIndex(hasWildcard) : -1;
  if (first < 0) return [resolveHit(disk, path)];
  const base = first === 0 ? '.' : resolveHit(disk, segments.slice(0, first).join('/')).target;
  if (base === null) return [];
  let found: readonly string[] = [base];
  for (const segment of segments.slice(first)) {
    const matches = compileFileMatch(segment);
    found = found.flatMap((directory) =>
      disk
        .namesIn(directory)
        .filter(matches)
        .map((name) => (directory === '.' ? name : `${directory}/${name}`)),
    );
  }
  return found.map((hit) => resolveHit(disk, hit));
}

function resolveHit(disk: LinkReader, path: string): SourceHit {
  const links: string[] = [];
  const pending = segmentsOf(path).reverse();
  let current = '.';
  for (let segment = pending.pop(); segment !== undefined; segment = pending.pop()) {
    const next = current === '.' ? segment : `${current}/${segment}`;
    const target = disk.targetOf(next);
    if (target === null) {
      current = next;
      continue;
    }
    links.push(next);
    if (links.length > MAX_LINKS) return { path, target: null, links, isLoop: true };
    pending.push(...segmentsOf(target).reverse());
    current = '.';
  }
  return { path, target: disk.exists(current) ? current : null, links, isLoop: false };
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '' && segment !== '.');
}
