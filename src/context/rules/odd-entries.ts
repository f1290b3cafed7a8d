import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { hasStrayByte, showStrayBytes } from '../../core/byte-text.ts';
import type { Observation } from '../../core/finding.ts';
import { cleanPath, parentPath } from '../../core/posix-path.ts';
import { readTarget } from '../walk/disk.ts';
import { targetOf, type Visited } from '../walk/entry.ts';
import { FileType, fileType, isSocket } from '../walk/mode.ts';
import { observation } from './observation.ts';
import type { RuleWatch, Scene } from './watch.ts';

const LISTED = 5;
const CAPITAL_A = 0x41;
const CAPITAL_Z = 0x5a;
const ASCII = 0x7f;

/** Sockets, pipes and devices: a socket arrives as an empty file, or not at all. */
export function watchSpecialFiles(): RuleWatch {
  const found: Observation[] = [];
  return {
    visitOdd: ({ entry, isSent }) => {
      if (isSent && entry.type === 'other')
        found.push(
          observation(
            'context/special-file',
            0,
            { path: showStrayBytes(entry.path) },
            { kind: specialKind(entry) },
          ),
        );
    },
    observe: () => found,
  };
}

function specialKind(entry: Visited): string {
  if (isSocket(entry.stats.mode)) return 'socket';
  return fileType(entry.stats.mode) === FileType.Fifo ? 'pipe' : 'device';
}

/** Files that BuildKit announces and then may not open: they arrive empty. */
export function watchUnreadable(): RuleWatch {
  const found: Observation[] = [];
  return {
    visitOdd: ({ entry, isSent }) => {
      if (isSent && !entry.isReadable)
        found.push(observation('context/unreadable', entry.stats.size, { path: showStrayBytes(entry.path) }));
    },
    observe: () => found,
  };
}

/** Names, and targets of links, that are not UTF-8: BuildKit's messages cannot carry them. The classic builder takes them. */
export function watchStrayNames({ walk, transferBit }: Scene): RuleWatch {
  const paths: string[] = [];
  let entries = 0;
  if (walk !== 'buildkit' || transferBit === 0) return { observe: () => [] };
  return {
    visit: ({ entry }) => {
      if ((entry.isAscii && entry.type !== 'symlink') || (entry.sent & transferBit) === 0) return;
      if (!hasStrayByte(entry.path) && !hasStrayByte(targetOf(entry))) return;
      entries++;
      if (paths.length < LISTED) paths.push(showStrayBytes(entry.path));
    },
    observe: () =>
      entries === 0
        ? []
        : [observation('context/unsendable-name', 0, { path: paths[0]! }, { entries, paths })],
  };
}

/** Names that differ only in case: on macOS and Windows one of them is lost. Upper case comes first in a directory. */
export function watchCaseCollisions(): RuleWatch {
  const found: Observation[] = [];
  /** By directory that the walk is in: names with upper case, by what they are in lower case. */
  const frames: (Map<string, string> | null)[] = [null];
  return {
    visit: (seen) => {
      const { entry, isSent } = seen;
      if (!isSent) return;
      const at = frames.length - 1;
      const { name } = entry;
      const hasUpper = mayHaveUpper(name);
      if (!hasUpper && frames[at] === null) return;
      const folded = hasUpper ? name.toLowerCase() : name;
      const known = frames[at] ?? new Map<string, string>();
      frames[at] = known;
      const other = known.get(folded);
      if (other !== undefined) found.push(collision(entry, other));
      else if (hasUpper) known.set(folded, name);
    },
    enter: () => frames.push(null),
    leave: () => frames.pop(),
    observe: () => found,
  };
}

function collision(entry: Visited, other: string): Observation {
  const bytes = entry.type === 'file' ? entry.stats.size : 0;
  const place = { path: showStrayBytes(entry.path) };
  return observation('context/case-collision', bytes, place, { other: showStrayBytes(other) });
}

/** Whether a name has a capital letter, or a letter beyond ASCII that may be one. */
function mayHaveUpper(name: string): boolean {
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at);
    if ((code >= CAPITAL_A && code <= CAPITAL_Z) || code > ASCII) return true;
  }
  return false;
}

/** Links to a large file or a directory outside of the context: the link is sent, what it leads to is not. */
export function watchLinksOutside({ place }: Scene, maxFile: number): RuleWatch {
  const found: Observation[] = [];
  const root = resolve(place.root);
  return {
    visitOdd: ({ entry, isSent }) => {
      if (!isSent || entry.type !== 'symlink') return;
      const target = readTarget(entry.disk);
      if (!leadsOutside(entry.path, target)) return;
      const file = resolve(root, parentPath(entry.path), target);
      if (file === root || file.startsWith(`${root}/`)) return;
      const outside = weigh(file);
      if (outside === null || (outside.isDirectory ? target.startsWith('/') : outside.bytes <= maxFile))
        return;
      const { bytes, isDirectory } = outside;
      found.push(
        observation(
          'context/huge-symlink-target-outside',
          bytes,
          { path: showStrayBytes(entry.path) },
          {
            target: showStrayBytes(target),
            isDirectory,
          },
        ),
      );
    },
    observe: () => found,
  };
}

function leadsOutside(path: string, target: string): boolean {
  return target.startsWith('/') || cleanPath(`${parentPath(path)}/${target}`).startsWith('..');
}

function weigh(file: string): { readonly bytes: number; readonly isDirectory: boolean } | null {
  try {
    const stats = statSync(file, { throwIfNoEntry: false });
    if (stats?.isDirectory()) return { bytes: 0, isDirectory: true };
    return stats?.isFile() ? { bytes: stats.size, isDirectory: false } : null;
  } catch {
    return null;
  }
}
