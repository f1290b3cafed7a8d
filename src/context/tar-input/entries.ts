import { cleanPath } from '../../core/posix-path.ts';
import type { ContextEntry } from '../report.ts';
import { reportedPath } from '../reported-path.ts';
import { compareInWalk } from '../walk/walk-order.ts';
import type { TarInputMember } from './read-tar.ts';

/** What a tar leaves behind when it is unpacked. */
export interface UnpackedEntry {
  readonly path: string;
  readonly type: ContextEntry['type'];
  readonly bytes: number;
  readonly mode: number;
}

/** Unpacks names alone: a later member takes the place of an earlier one, a hard link stands for what it links to. */
export function createUnpacked(): {
  readonly add: (member: TarInputMember) => void;
  readonly entries: () => readonly UnpackedEntry[];
} {
  const byPath = new Map<string, UnpackedEntry>();
  return {
    add: ({ name, type, bytes, mode }) => {
      const path = cleanPath(`/${name}`).slice(1);
      if (path !== '')
        byPath.set(keyOf(path, byPath.size), {
          path,
          type: type === 'hardlink' ? 'file' : type,
          bytes,
          mode,
        });
    },
    entries: () => [...byPath.values()].sort((a, b) => compareInWalk(a.path, b.path)),
  };
}

/** Names that have lost bytes may only look the same. */
function keyOf(path: string, count: number): string {
  return path.includes('\ufffd') ? `${path}\0${count}` : path;
}

/** An entry as the report lists it: nothing is excluded. */
export function listed({ path, type, bytes, mode }: UnpackedEntry): ContextEntry {
  return {
    ...reportedPath(path),
    type,
    bytes,
    mode,
    sent: true,
    decidedBy: null,
    arrivesEmpty: false,
    lostToPruning: false,
    gitIgnored: null,
  };
}
