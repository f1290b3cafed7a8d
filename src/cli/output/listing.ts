import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Warning } from '../../core/report.ts';
import { parseTime, type UtcOffset } from '../../report/docker/go-time.ts';
import { collectOutput, type OutputTarget } from '../options/output.ts';
import { type ProcessLike, write } from '../process.ts';
import { writeWarnings } from './emit.ts';
import { writeOutput } from './files.ts';

/** Options of the commands that print docker's own listings. */
export interface ListingOptions {
  /** docker's `--format`; empty for its default. */
  readonly format: string;
  readonly output: readonly OutputTarget[];
  readonly quiet?: boolean;
  /** False with `--no-trunc`. */
  readonly trunc: boolean;
  /** Seconds since 1970. */
  readonly now?: number;
}

/** Adds them, and the presentation options of every command, which change nothing about docker's layout. */
export function addListingOptions(command: Command): void {
  command
    .optionsGroup('Output:')
    .addOption(
      new Option(
        '--format <template>',
        'table, json, "table TEMPLATE" or a Go template, as docker has them',
      ).default('', 'table'),
    )
    .option('--no-trunc', 'whole IDs and texts')
    .option('-q, --quiet', 'IDs only')
    .addOption(
      new Option('--output <name=file>', 'also write table or json to a file; may be repeated')
        .argParser(collectOutput(['table', 'json']))
        .default([], 'none'),
    )
    .addOption(new Option('--now <time>', 'the clock').argParser(clockTime).hideHelp());
  for (const flags of ['--color <when>', '--width <columns>', '--units <system>', '--top <n>', '--ascii'])
    command.addOption(new Option(flags).hideHelp());
}

/** The clock and the time zone of a listing: the only place where plimsoll looks at either. */
export function localClock(options: ListingOptions): { readonly now: number; readonly utcOffset: UtcOffset } {
  return {
    now: options.now ?? Date.now() / 1000,
    utcOffset: (epochSeconds) => -new Date(epochSeconds * 1000).getTimezoneOffset(),
  };
}

/** Writes a listing to stdout and to every `--output`, and the warnings to stderr. */
export async function emitListing(
  process: ProcessLike,
  renderAs: (format: string) => string,
  warnings: readonly Warning[],
  options: ListingOptions,
): Promise<void> {
  for (const target of options.output) await writeOutput(process, target, renderAs(target.format));
  await write(process.stdout, renderAs(options.format));
  if (!options.quiet) await writeWarnings(process, warnings);
}

function clockTime(text: string): number {
  const seconds = /^\d+(\.\d+)?$/.test(text) ? Number(text) : parseTime(text);
  if (seconds === null) throw new InvalidArgumentError('It must be an RFC 3339 time or seconds since 1970.');
  return seconds;
}
