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

/** A quick look at one name, without making text of it: the bytes from `from` up to `to`. */
export type NameTest = (bytes: Uint8Array, from: number, to: number) => boolean;

/** Takes paths, and tells beforehand which it can do without. */
export interface PathVisitor {
  readonly visit: VisitPath;
  /** False where nothing in or below the directory is wanted; the root is the empty text. */
  readonly mayCover: (directory: string) => boolean;
  /**
   * True where everything that is in the directory is to be visited: in the root, and below a directory of which it is true.
   * Elsewhere it can be true only of a directory of the root, or of one whose own name {@link mayEnd} lets pass.
   */
  readonly needsPaths: (directory: string) => boolean;
  /** False where nothing of this name is wanted unless {@link needsPaths} says so of its directory. */
  readonly mayEnd: NameTest;
}
