import { randomBytes } from 'node:crypto';
import {
  closeSync,
  futimesSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { INDEX_VERSION } from './index-file.ts';

/** Bytes that are kept: the indexes of about ten million entries. */
const ROOM = 1 << 30;
/** Names that a cache gives; whatever else lies in the folder is not ours to remove. */
const OURS = /^(?:archive-)?[0-9a-f]{64}(?:\.[0-9a-f]{12}\.tmp)?$/;
/** What a process left behind that was killed while it wrote. */
const LEFT_BEHIND = /\.tmp$/;
const LEFT_BEHIND_SECONDS = 3600;

/** Files in a directory that several processes may use at once. What the file system refuses is as if it were not there. */
export interface CacheFolder {
  /** Gives `use` an open file, which counts as used now; null where there is none, or `use` fails. */
  readonly read: <T>(name: string, use: (fd: number) => T) => T | null;
  /** Writes a file piece by piece; others see it whole or not at all. */
  readonly keep: (name: string, pieces: Iterable<Uint8Array>) => void;
  /** Removes what was used least recently until the rest has room; nothing where nothing was kept. */
  readonly prune: () => void;
}

/** The folder of this version's files in a cache directory; it is made when there is something to keep. */
export function openCacheFolder(directory: string, room: number = ROOM): CacheFolder {
  const folder = join(directory, `layer-index-${INDEX_VERSION}`);
  let hasKept = false;
  return {
    read: (name, use) =>
      quietly(() => {
        const fd = openSync(join(folder, name), 'r');
        try {
          const result = use(fd);
          const now = new Date();
          futimesSync(fd, now, now);
          return result;
        } finally {
          closeSync(fd);
        }
      }),
    keep: (name, pieces) => {
      quietly(() => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeBeside(join(folder, name), pieces);
        hasKept = true;
      });
    },
    prune: () => {
      if (hasKept) quietly(() => removeOldest(folder, room));
      hasKept = false;
    },
  };
}

/** Whoever reads meanwhile sees the file before or the file after, whole. */
function writeBeside(file: string, pieces: Iterable<Uint8Array>): void {
  const beside = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const fd = openSync(beside, 'wx', 0o600);
    try {
      for (const piece of pieces) for (let at = 0; at < piece.length; ) at += writeSync(fd, piece, at);
    } finally {
      closeSync(fd);
    }
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

function removeOldest(folder: string, room: number): void {
  const files = readdirSync(folder).flatMap((name) => {
    const stat = OURS.test(name) ? lstatSync(join(folder, name), { throwIfNoEntry: false }) : undefined;
    return !stat?.isFile() ? [] : [{ name, bytes: stat.size, used: stat.mtimeMs }];
  });
  files.sort((a, b) => b.used - a.used || (a.name < b.name ? -1 : 1));
  const old = Date.now() - LEFT_BEHIND_SECONDS * 1000;
  let bytes = 0;
  for (const { name, bytes: own, used } of files) {
    bytes += own;
    if (bytes > room || (LEFT_BEHIND.test(name) && used < old)) rmSync(join(folder, name), { force: true });
  }
}

/** A cache that fails only costs time. */
function quietly<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
