import type { ContextEntry } from '../context/report.ts';
import type { ContextFacts } from './sides.ts';

/**
 * A context without the repository's own directory: a checkout of a revision has none, so what is sent of it would all seem new. Null when it is not
 * sent. What goes over the wire is then not known.
 */
export function withoutGit(facts: ContextFacts): ContextFacts | null {
  const { entries, sent } = facts;
  const left = (entries ?? []).filter((entry) => entry.sent && isGit(entry));
  if (entries === null || left.length === 0) return null;
  const count = (type: ContextEntry['type']): number => left.filter((entry) => entry.type === type).length;
  return {
    ...facts,
    entries: entries.filter((entry) => !isGit(entry)),
    sent: {
      files: sent.files - count('file'),
      directories: sent.directories - count('directory'),
      symlinks: sent.symlinks - count('symlink'),
      others: sent.others - count('other'),
      bytes: sent.bytes - left.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0),
    },
    transfer: { ...facts.transfer, classicTarBytes: null, buildkitBytes: null },
  };
}

function isGit({ path }: ContextEntry): boolean {
  return path === '.git' || path.startsWith('.git/');
}
