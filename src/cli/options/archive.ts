import type { Readable } from 'node:stream';
import { type Command, Option } from 'commander';
import type { Cli, ProcessLike } from '../process.ts';
import { addCacheOptions } from './cache.ts';
import { byteSize } from './values.ts';

/** What the argument of every command that reads an image is. */
export const ARCHIVE = 'docker or OCI archive, layout directory, or - for standard input';

/** What `-` stands for, or the name of the archive. */
export function sourceOf({ stdin }: Pick<ProcessLike, 'stdin'>, archive: string): string | Readable {
  return archive === '-' ? stdin : archive;
}

/** Options of every command that reads one image of an archive. */
export function addArchiveOptions(command: Command, cli: Cli): void {
  command
    .optionsGroup('Input:')
    .option('--image <ref|n>', 'which image of several: a tag, an ID, or a number')
    .option('--platform <os/arch>', 'which platform of several');
  addUnpackingOptions(command, cli);
}

/** How far compressed layers are unpacked, and where their indexes are kept. */
export function addUnpackingOptions(command: Command, cli: Cli): void {
  command
    .optionsGroup('Input:')
    .addOption(
      new Option(
        '--max-unpacked <size>',
        'most bytes that one compressed stream may unpack to (default: 2GiB, and 200 times what is stored)',
      ).argParser(byteSize),
    );
  addCacheOptions(command, cli);
}

/** Which layers belong to the base. */
export function addBaseOption(command: Command): void {
  command
    .optionsGroup('Input:')
    .option('--base <file|n>', 'layers that are not ours to blame: an archive, or how many');
}

/** Whether what the archive says of itself is true. */
export function addVerifyOption(command: Command): void {
  command.optionsGroup('Input:').option('--verify', 'check every digest and diff ID');
}

/** How much is read to find out which files have the same bytes. */
export function addCompareOption(command: Command, what = 'rewritten files'): void {
  command
    .optionsGroup('Input:')
    .addOption(
      new Option('--compare-limit <size>', `most bytes read to compare ${what} (default: 2GB)`).argParser(
        byteSize,
      ),
    );
}
