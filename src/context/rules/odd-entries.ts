import { accessSync, constants, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { showStrayBytes } from '../../core/byte-text.ts';
import type { Observation } from '../../core/finding.ts';
import { cleanPath, parentPath } from '../../core/posix-path.ts';
import { readTarget } from '../disk.ts';
import { isSocket, type Visited } from '../entry.ts';
import { observation } from './observation.ts';
import type { RuleWatch, Scene } from './watch.ts';

const READABLE_BY_ALL = 0o004;
const MAY_BE_UPPER = /[A-Z\u0080-\uffff]/;

/** Sockets, pipes and devices: a socket arrives as an empty file, or not at all. */
export function watchSpecialFiles(): RuleWatch {
  const found: Observation[] = [];
  return {
    visit: ({ entry, isSent }) => {
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
  return (entry.stats.mode & 0o170000) === 0o010000 ? 'pipe' : 'device';
}

/** Files that the builder announces and then may not open: they arrive empty. Only modes that leave somebody out are tried. */
export function watchUnreadable(): RuleWatch {
  const found: Observation[] = [];
  return {
    visit: ({ entry, isSent }) => {
      if (!isSent || entry.type !== 'file' || (entry.stats.mode & READABLE_BY_ALL) !== 0) return;
      try {
        accessSync(entry.disk, constants.R_OK);
      } catch {
        found.push(observation('context/unreadable', entry.stats.size, { path: showStrayBytes(entry.path) }));
      }
    },
    observe: () => found,
  };
}

/** Names that differ only in case: on macOS and Windows one of them is lost. Upper case comes first in a directory. */
export function watchCaseCollisions(): RuleWatch {
  const found: Observation[] = [];
  const frames: (Map<string, string> | null)[] = [null];
  return {
    visit: ({ entry, name, isSent }) => {
      if (!isSent) return;
      const at = frames.length - 1;
      const hasUpper = MAY_BE_UPPER.test(name);
      if (!hasUpper && frames[at] === null) return;
      const folded = hasUpper ? name.toLowerCase() : name;
      const known = frames[at] ?? new Map<string, string>();
      frames[at] = known;
      const other = known.get(folded);
      if (other === undefined) {
        if (hasUpper) known.set(folded, name);
        return;
      }
      found.push(
        observation(
          'context/case-collision',
          entry.type === 'file' ? entry.stats.size : 0,
          { path: showStrayBytes(entry.path) },
          {
            other: showStrayBytes(other),
          },
        ),
      );
    },
    enter: () => frames.push(null),
    leave: () => frames.pop(),
    observe: () => found,
  };
}

/** Links to a large file or a directory outside of the context: the link is sent, what it leads to is not. */
export function watchLinksOutside({ place }: Scene, maxFile: number): RuleWatch {
  const found: Observation[] = [];
  const root = resolve(place.root);
  return {
    visit: ({ entry, isSent }) => {
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
