import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PlimsollError } from '../../core/errors.ts';

/** A directory, and which revision it is a checkout of; null for one that is looked at as it is. */
export interface ContextPlace {
  readonly root: string;
  readonly revision: { readonly name: string; readonly id: string } | null;
}

const run = promisify(execFile);
const MOST_OUTPUT = 1 << 20;

/**
 * Checks a revision of a directory of a git repository out into a temporary directory for `use`, and removes it afterwards. The repository stays as
 * it is: the checkout has an index of its own, is no worktree of it, and holds what is tracked, submodules left out.
 * Throws `not-found` for a revision that is none, `usage` outside of a repository, `unsupported` without git.
 */
export async function withRevision<T>(
  directory: string,
  revision: string,
  use: (place: ContextPlace) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const repository = await ask(directory, ['rev-parse', '--absolute-git-dir', '--show-prefix'], signal).catch(
    (cause: unknown) => {
      throw failure(
        cause,
        'usage',
        `${directory} is in no git repository, so it has no revision ${revision}.`,
      );
    },
  );
  const [gitDirectory = '', prefix = ''] = repository.split('\n');
  const id = await ask(
    directory,
    ['rev-parse', '--verify', '--end-of-options', `${revision}^{commit}`],
    signal,
  ).catch((cause: unknown) => {
    throw failure(cause, 'not-found', `The repository of ${directory} has no revision ${revision}.`);
  });
  const place = await mkdtemp(join(tmpdir(), 'plimsoll-revision-'));
  try {
    const root = join(place, 'tree');
    await mkdir(root);
    // Only the environment names another index, and only the command line looks at the environment: `env` adds to whatever there is.
    const git = [`GIT_INDEX_FILE=${place}/index`, 'git', `--git-dir=${gitDirectory}`, `--work-tree=${root}`];
    await run('env', [...git, 'read-tree', `${id}:${prefix}`], { cwd: root, signal }).catch(
      (cause: unknown) => {
        throw failure(cause, 'not-found', `${directory} is not in revision ${revision}.`);
      },
    );
    await run('env', [...git, 'checkout-index', '--all', '--force', '--quiet'], { cwd: root, signal });
    return await use({ root, revision: { name: revision, id } });
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function ask(
  directory: string,
  args: readonly string[],
  signal: AbortSignal | undefined,
): Promise<string> {
  const { stdout } = await run('git', [...args], { cwd: directory, signal, maxBuffer: MOST_OUTPUT });
  return stdout.trimEnd();
}

function failure(cause: unknown, code: 'usage' | 'not-found', message: string): PlimsollError {
  const { code: reason, name } = cause as { readonly code?: unknown; readonly name?: string };
  if (name === 'AbortError') return new PlimsollError('aborted', 'The comparison was aborted.', { cause });
  if (reason === 'ENOENT')
    return new PlimsollError(
      'unsupported',
      'git cannot be started, so there is no other revision to compare with.',
      {
        cause,
        hint: 'Install git, or compare two directories.',
      },
    );
  return new PlimsollError(code, message, { cause });
}
