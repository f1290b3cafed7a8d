/** What stands at a path. */
export type PathKind = 'file' | 'directory' | 'symlink' | 'other';

/**
 * Takes one path of a tree: without a leading slash, and after its directory.
 * `layer` is null in a build context. `body` numbers the bodies that may have several names (-1: only this one), whose bytes count once.
 */
export type VisitPath = (
  path: string,
  kind: PathKind,
  bytes: number,
  layer: number | null,
  body: number,
) => void;
