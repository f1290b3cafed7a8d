import { compareBytes } from '../../core/order.ts';
import { baseName, cleanPath, parentPath } from '../../core/posix-path.ts';
import { compileFileMatch, hasWildcard } from '../../ignore/file-match.ts';
import type { LinkReader } from './links.ts';

/** A wildcard before the last segment of a source that matches links: BuildKit then asks for all that the wildcard matches. */
export interface WidenedSource {
  /** The follow path. */
  readonly source: string;
  /** What is asked for in its place: the path up to and including the wildcard. */
  readonly pattern: string;
  /** The first link that it matches. */
  readonly link: string;
}

/** What BuildKit asks its client for. */
export interface FollowedPaths {
  /** Include patterns, sorted by byte; null: everything. */
  readonly include: readonly string[] | null;
  readonly widened: readonly WidenedSource[];
}

/**
 * Follow paths with the links on their way resolved: links bring their targets. Source: tonistiigi/fsutil, FollowLinks.
 * A link is followed once: a second source through the same link brings nothing more, as in the original.
 */
export function followLinks(disk: LinkReader, sources: readonly string[]): FollowedPaths {
  const resolved = new Set<string>();
  const widened: WidenedSource[] = [];
  for (const source of sources) {
    const pending = [source];
    for (let path = pending.pop(); path !== undefined; path = pending.pop()) {
      const step = followOne(disk, cleanPath(`./${path}`), resolved);
      if (step === null) continue;
      pending.push(...step.targets.map((target) => `${target}/${step.rest}`).reverse());
      if (step.rest !== '' && hasWildcard(baseName(step.link)) && step.first !== null)
        widened.push({ source, pattern: step.link, link: step.first });
    }
  }
  return { include: withoutCovered([...resolved].sort(compareBytes)), widened };
}

interface Step {
  /** The path that is a link, or whose last segment matches links. */
  readonly link: string;
  readonly targets: readonly string[];
  readonly first: string | null;
  /** What of the path comes after it. */
  readonly rest: string;
}

/** Goes along a path up to its end or its first link. */
function followOne(disk: LinkReader, path: string, resolved: Set<string>): Step | null {
  for (let end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
    const current = end < 0 ? path : path.slice(0, end);
    const rest = end < 0 ? '' : path.slice(end + 1);
    const links = linksAt(disk, current);
    if (rest !== '' && links.length === 0) continue;
    if (resolved.has(current)) return null;
    resolved.add(current);
    if (links.length === 0) return null;
    return { link: current, targets: links.map(({ target }) => target), first: links[0]!.link, rest };
  }
}

function linksAt(
  disk: LinkReader,
  path: string,
): readonly { readonly link: string; readonly target: string }[] {
  const name = baseName(path);
  if (!hasWildcard(name)) {
    const target = disk.targetOf(path);
    return target === null ? [] : [{ link: path, target }];
  }
  const parent = parentPath(path);
  const matches = compileFileMatch(name);
  return disk.namesIn(parent).flatMap((entry) => {
    if (!matches(entry)) return [];
    const link = parent === '.' ? entry : `${parent}/${entry}`;
    const target = disk.targetOf(link);
    return target === null ? [] : [{ link, target }];
  });
}

/** Paths below the one before them go without saying; the root makes all others needless. */
function withoutCovered(sorted: readonly string[]): readonly string[] | null {
  const kept: string[] = [];
  for (const path of sorted) {
    if (path === '.') return null;
    if (!path.startsWith(`${kept.at(-1) ?? ''}/`)) kept.push(path);
  }
  return kept;
}
