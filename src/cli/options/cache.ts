import { mkdirSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { PlimsollError } from '../../core/errors.ts';
import { systemCode } from '../../files/file-error.ts';
import type { Cli, ProcessLike } from '../process.ts';

/** Adds `--cache DIR` and `--no-cache`; the option `cache` is the directory when the command runs, undefined for none. */
export function addCacheOptions(command: Command, { process }: Cli): void {
  command
    .optionsGroup('Input:')
    .option(
      '--cache <dir>',
      'where to keep the indexes of compressed layers, for the next look (default: the user’s cache directory)',
    )
    .option('--no-cache', 'keep nothing, and use nothing that was kept')
    .hook('preAction', (called) => {
      const asked = called.opts<{ cache?: string | boolean }>().cache;
      called.setOptionValue('cache', directoryOf(process, asked));
    });
}

/** Source: XDG Base Directory Specification, `XDG_CACHE_HOME`: what is no absolute path does not count. */
function directoryOf({ env, cwd }: ProcessLike, asked: string | boolean | undefined): string | undefined {
  if (asked === false) return undefined;
  if (typeof asked === 'string') return madeDirectory(asked, resolve(cwd(), asked));
  const { XDG_CACHE_HOME: cache = '', HOME: home = '' } = env;
  if (isAbsolute(cache)) return join(cache, 'plimsoll');
  return isAbsolute(home) ? join(home, '.cache', 'plimsoll') : undefined;
}

/** A directory that was asked for must be there, or be made; the user's own may do without. */
function madeDirectory(name: string, path: string): string {
  try {
    mkdirSync(path, { recursive: true });
    return path;
  } catch (error) {
    const reason = systemCode(error);
    throw new PlimsollError('unreadable', `The cache directory ${name} cannot be made (${reason}).`, {
      file: name,
      hint: 'Give --cache a directory that can be written, or do without: --no-cache.',
      cause: error,
    });
  }
}
