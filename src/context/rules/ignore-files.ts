import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Observation } from '../../core/finding.ts';
import { pathFromRoot } from '../place.ts';
import { observation } from './observation.ts';
import type { Scene } from './watch.ts';

const IGNORE_FILE = '.dockerignore';
/** Below this nobody waits for what an ignore file could save. */
const WORTH_BYTES = 1_000_000;

/** What makes an ignore file worth having. */
const AVOIDABLE: ReadonlySet<string> = new Set([
  ...['context/vcs-directory', 'context/dependency-directory', 'context/build-output', 'context/secret-file'],
  'context/git-ignored-yet-sent',
]);

/** A context without an ignore file, when the other findings name something that one would keep out. */
export function observeNoIgnoreFile(
  { ignoreFile }: Scene,
  others: readonly Observation[],
): readonly Observation[] {
  if (ignoreFile !== null) return [];
  const avoidable = others.filter(({ rule }) => AVOIDABLE.has(rule));
  // Several findings can be about the same bytes.
  const bytes = Math.max(0, ...avoidable.map((seen) => seen.bytes));
  const isSecret = avoidable.some(({ rule }) => rule === 'context/secret-file');
  if (bytes < WORTH_BYTES && !isSecret && !avoidable.some(({ rule }) => rule === 'context/vcs-directory'))
    return [];
  return [
    observation(
      'context/no-ignore-file',
      bytes,
      { path: '.' },
      { rules: [...new Set(avoidable.map(({ rule }) => rule))].sort() },
    ),
  ];
}

/** Ignore files that the builder does not read though somebody wrote them for this build. */
export function observeUnreadIgnoreFiles({ place, walk, ignoreFile, needs }: Scene): readonly Observation[] {
  if (ignoreFile?.origin === 'option' || place.dockerfileText !== null) return [];
  const { root } = place;
  const dockerfile = place.dockerfile ?? join(root, needs?.fact.path ?? 'Dockerfile');
  const specific = `${dockerfile}.dockerignore`;
  const inRoot = join(root, IGNORE_FILE);
  const beside = join(dirname(dockerfile), IGNORE_FILE);
  const found: Observation[] = [];
  const report = (file: string, why: string): void => {
    const shown = pathFromRoot(root, file) ?? file;
    found.push(
      observation(
        'context/ignore-file-not-read',
        0,
        { file: shown },
        { why, readInstead: ignoreFile?.path ?? null },
      ),
    );
  };
  if (ignoreFile?.origin === 'dockerfile' && existsSync(inRoot)) report(inRoot, 'shadowed');
  if (walk === 'classic' && existsSync(specific)) report(specific, 'classic');
  if (isElsewhere(root, beside) && existsSync(beside)) report(beside, 'beside');
  return found;
}

function isElsewhere(root: string, file: string): boolean {
  return pathFromRoot(root, file) !== IGNORE_FILE;
}
