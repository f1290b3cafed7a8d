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

/** Takes paths, and tells beforehand which it can do without. */
export interface PathVisitor {
  readonly visit: VisitPath;
  /** False where nothing in or below the directory is wanted; the root is the empty text. */
  readonly mayCover: (directory: string) => boolean;
  /** True where everything that is in the directory is to be visited. */
  readonly needsPaths: (directory: string) => boolean;
  /** False where nothing of this name is wanted unless {@link needsPaths} says so of its directory. */
  readonly mayEnd: (name: Uint8Array) => boolean;
}
