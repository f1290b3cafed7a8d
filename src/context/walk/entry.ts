import { type DiskPath, type EntryStats, readTarget } from './disk.ts';

/** What kind of thing a path is. */
export type EntryType = 'file' | 'directory' | 'symlink' | 'other';

const TYPE_MASK = 0o170000;
const DIRECTORY = 0o040000;
const REGULAR = 0o100000;
const SYMLINK = 0o120000;
const SOCKET = 0o140000;

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

/** The type of an entry by its mode. */
export function typeOf(mode: number): EntryType {
  const bits = mode & TYPE_MASK;
  return bits === REGULAR
    ? 'file'
    : bits === DIRECTORY
      ? 'directory'
      : bits === SYMLINK
        ? 'symlink'
        : 'other';
}

/** True for a socket, which the classic builder leaves out and BuildKit takes for an empty file. */
export function isSocket(mode: number): boolean {
  return (mode & TYPE_MASK) === SOCKET;
}

/** True when the file may have other names in the context. */
export function hasOtherNames(entry: Visited): boolean {
  return entry.stats.nlink > 1 && entry.type !== 'directory';
}

/** Target of a symbolic link, empty for anything else. */
export function targetOf(entry: Visited): string {
  return entry.type === 'symlink' ? readTarget(entry.disk) : '';
}
