import { statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Origin } from '../../config/origin.ts';
import type { Finding } from '../../core/finding.ts';
import type { SourceLine } from '../../core/verdict.ts';

/** A file as other tools name it: relative to `root`, with slashes; null for one outside. */
export function repositoryPath(root: string, file: string): string | null {
  const path = relative(root, resolve(file));
  if (path === '' || path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)) return null;
  return path.split(sep).join('/');
}

/** Where a part of the configuration is; null where it is in no file of the repository. */
export function originSource(root: string, origin: Origin | null): SourceLine | null {
  const file = origin === null ? null : repositoryPath(root, origin.file);
  return file === null || origin === null ? null : { file, line: origin.line };
}

/**
 * Where to point at for a finding: the text file of its place, else the file of the context that it is about, else what `fallbacks` offer.
 * `base` is the directory that paths of the finding start at; null for an image.
 */
export function findingSource(
  root: string,
  base: string | null,
  { place }: Finding,
  fallbacks: readonly (SourceLine | null)[],
): SourceLine | null {
  if (place.file !== undefined) {
    const inside = base === null ? place.file : join(base, place.file);
    const file = repositoryPath(root, isFile(inside) ? inside : place.file);
    if (file !== null) return { file, line: place.line ?? null };
  }
  const path =
    base === null || place.path === undefined ? null : repositoryPath(root, join(base, place.path));
  if (path !== null) return { file: path, line: null };
  return fallbacks.find((source) => source !== null) ?? null;
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
