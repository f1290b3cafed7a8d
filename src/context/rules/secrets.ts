import { closeSync, readSync } from 'node:fs';
import { showStrayBytes } from '../../core/byte-text.ts';
import type { Observation } from '../../core/finding.ts';
import {
  ENVIRONMENT,
  KEY_DIRECTORIES,
  SECRET_ASSIGNMENT,
  suspectKey,
  suspectSecret,
} from '../../core/secrets/secret-names.ts';
import { openCarefully } from '../../files/open-carefully.ts';
import type { DiskPath } from '../walk/disk.ts';
import type { Visited } from '../walk/entry.ts';
import { observation } from './observation.ts';
import type { RuleWatch, Seen } from './watch.ts';

/** Enough for a key, a token, the first lines of a configuration. */
const HEAD_BYTES = 4096;

/** A private key is no smaller and no larger than this. */
const KEY_BYTES = [32, 16_384] as const;
/** Names that say nothing of what is inside. */
const SILENT_NAME = /^[^.]*$|\.(?:txt|bak|old|crt|cer|cert|secret|private)$/i;
/** Version control names its objects by their content. */
const INSIDE_VCS = /(?:^|\/)\.(?:git|hg|svn|jj|bzr)\//;
/** Opening a file costs as much as judging a dozen: of silent names no more than these are opened in one walk. */
const MOST_SILENT = 2000;

/**
 * Files that hold secrets and are sent. What the name makes suspicious is opened, and small files whose name says nothing, in case they are private keys;
 * only their start is read.
 */
export function watchSecrets(): RuleWatch {
  const found: Observation[] = [];
  /** By directory that the walk is in. */
  const isAmongKeys = [false];
  let silent = 0;
  return {
    visit: (seen) => {
      const { entry, isSent } = seen;
      if (!isSent || entry.type !== 'file' || entry.stats.size === 0) return;
      const named = suspectSecret(entry.path, entry.name, isAmongKeys.at(-1)!);
      const suspicion = named ?? (isSilent(entry) && silent++ < MOST_SILENT ? suspectKey(entry.name) : null);
      if (suspicion === null) return;
      const head = suspicion.head === null ? '' : readHead(entry.disk);
      if (head === null || (suspicion.head !== null && !suspicion.head.test(head))) return;
      if (suspicion === ENVIRONMENT && !isSecretEnvironment(seen, head)) return;
      found.push(
        observation(
          'context/secret-file',
          entry.stats.size,
          { path: showStrayBytes(entry.path) },
          { kind: suspicion.kind },
        ),
      );
    },
    enter: ({ name }) => isAmongKeys.push(KEY_DIRECTORIES.has(name)),
    leave: () => isAmongKeys.pop(),
    observe: () => found,
  };
}

function isSilent({ stats: { size }, name, path }: Visited): boolean {
  const [least, most] = KEY_BYTES;
  return size >= least && size <= most && SILENT_NAME.test(name) && !INSIDE_VCS.test(path);
}

/** Some projects commit an environment file of plain settings: names and values tell. */
function isSecretEnvironment({ isGitIgnored }: Seen, head: string): boolean {
  return isGitIgnored !== false || SECRET_ASSIGNMENT.test(head);
}

/** The first bytes of a file as Latin-1; null when it cannot be read. Never waits: what turned into a pipe meanwhile is not opened. */
function readHead(path: DiskPath): string | null {
  try {
    const file = openCarefully(path);
    try {
      const head = Buffer.alloc(HEAD_BYTES);
      return head.toString('latin1', 0, readSync(file, head, 0, HEAD_BYTES, 0));
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}
