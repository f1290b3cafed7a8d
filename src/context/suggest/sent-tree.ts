import { baseName } from '../../core/posix-path.ts';
import { matchEntry } from '../../ignore/matcher.ts';
import { enterScope, type RuleScope, rootScope } from '../../ignore/rule-scope.ts';
import type { RuleSet } from '../../ignore/rule-set.ts';
import { readIdentity } from '../walk/disk.ts';
import { hasOtherNames, type Visited } from '../walk/entry.ts';

interface SentFile {
  readonly path: string;
  readonly bytes: number;
  /** Identity of a body that may have several names. */
  readonly body: string | null;
}

interface SentDirectory {
  /** Empty for the root. */
  readonly path: string;
  readonly files: SentFile[];
  readonly directories: SentDirectory[];
}

/** All files that are sent, kept in memory so that other rules can be tried on them. */
export interface SentTree {
  readonly root: SentDirectory;
  readonly visit: (entry: Visited, isSent: boolean) => void;
  readonly enter: (directory: Visited) => void;
  readonly leave: () => void;
}

/** What of a tree is sent under some rules. */
export interface SentSums {
  readonly files: number;
  readonly bytes: number;
}

/** An empty tree that is filled by a walk. */
export function createSentTree(): SentTree {
  const root: SentDirectory = { path: '', files: [], directories: [] };
  const under: SentDirectory[] = [root];
  return {
    root,
    visit: (entry, isSent) => {
      if (!isSent || entry.type !== 'file') return;
      const body = hasOtherNames(entry) ? readIdentity(entry.disk) : null;
      under.at(-1)!.files.push({ path: entry.path, bytes: entry.stats.size, body });
    },
    enter: (directory) => {
      const own: SentDirectory = { path: directory.path, files: [], directories: [] };
      under.at(-1)!.directories.push(own);
      under.push(own);
    },
    leave: () => {
      under.pop();
    },
  };
}

/** Evaluates rules on the tree as a walk does; `onExcluded` sees the outermost paths that they exclude. */
export function sumSent({ root }: SentTree, rules: RuleSet, onExcluded?: (path: string) => void): SentSums {
  const bodies = new Set<string>();
  let files = 0;
  let bytes = 0;
  const pending: { readonly directory: SentDirectory; readonly scope: RuleScope }[] = [
    { directory: root, scope: rootScope(rules) },
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { directory, scope } = next;
    const isOutside = !scope.decision.excluded;
    for (const { path, bytes: size, body } of directory.files) {
      if (matchEntry(scope, path, baseName(path)).excluded) {
        if (isOutside) onExcluded?.(path);
        continue;
      }
      files++;
      if (body === null || !bodies.has(body)) bytes += size;
      if (body !== null) bodies.add(body);
    }
    for (const child of directory.directories) {
      const decision = matchEntry(scope, child.path, baseName(child.path));
      if (decision.excluded && isOutside) onExcluded?.(child.path);
      // An exception may bring something back below, so the walk goes on.
      pending.push({ directory: child, scope: enterScope(scope, child.path, decision) });
    }
  }
  return { files, bytes };
}
