/** Files and bytes sent below each directory; the root is number 0, and a parent comes before its children. */
export interface DirectoryTotals {
  readonly paths: string[];
  readonly parents: number[];
  readonly files: number[];
  readonly bytes: number[];
  /** The directory under way. */
  current: number;
}

/** Totals of the root alone. */
export function createDirectoryTotals(): DirectoryTotals {
  return { paths: ['.'], parents: [-1], files: [0], bytes: [0], current: 0 };
}

/** Begins a directory below the one under way. */
export function enterTotals(totals: DirectoryTotals, path: string): void {
  totals.parents.push(totals.current);
  totals.current = totals.paths.push(path) - 1;
  totals.files.push(0);
  totals.bytes.push(0);
}

/** Ends the directory under way. */
export function leaveTotals(totals: DirectoryTotals): void {
  totals.current = totals.parents[totals.current]!;
}

/** Adds the sums of every directory to its parent's: once, when the walk is over. */
export function sumUp(totals: DirectoryTotals): void {
  const { parents, files, bytes } = totals;
  for (let at = parents.length - 1; at > 0; at--) {
    files[parents[at]!]! += files[at]!;
    bytes[parents[at]!]! += bytes[at]!;
  }
}
