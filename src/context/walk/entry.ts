import { type DiskPath, type EntryStats, readTarget } from './disk.ts';
import type { EntryType } from './mode.ts';

/** One path of the context as the walk met it. */
export interface Visited {
  /** Relative to the root; a `byteText`. */
  readonly path: string;
  /** The last name of the path. Whoever can do with it leaves the path unjoined, which is quicker. */
  readonly name: string;
  /** True when the path has no character beyond ASCII. */
  readonly isAscii: boolean;
  readonly disk: DiskPath;
  readonly type: EntryType;
  readonly stats: EntryStats;
  /** Bit n: lane n sends it. */
  readonly sent: number;
  /** Bit n: lane n announces the file and then does not find it. */
  readonly empty: number;
  /** False for a file that is sent and that the current user may not read: BuildKit sends it empty. */
  readonly isReadable: boolean;
  /** Index of the deciding rule in the lane that is shown, -1 for none. */
  readonly decidedBy: number;
  /** A directory into which the lane that is shown does not look. */
  readonly isSkipped: boolean;
  /** Below such a directory. */
  readonly isBelowSkipped: boolean;
  /** Below such a directory: index of the rule that re-includes it in vain, else null. */
  readonly lostTo: number | null;
}

/** True when the file may have other names in the context. */
export function hasOtherNames(entry: Visited): boolean {
  return entry.stats.nlink > 1 && entry.type !== 'directory';
}

/** Target of a symbolic link, empty for anything else. */
export function targetOf(entry: Visited): string {
  return entry.type === 'symlink' ? readTarget(entry.disk) : '';
}
