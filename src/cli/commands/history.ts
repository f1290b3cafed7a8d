import { type Command, InvalidArgumentError, Option } from 'commander';
import type { InspectImageOptions } from '../../inspect/image.ts';
import type { Cli } from '../io.ts';
import { addListingOptions, emitListing, type ListingOptions, localClock } from '../listing.ts';
import { progressLine } from '../progress.ts';
import { addArchiveOptions } from './image.ts';

const EXAMPLES = `Examples:
  plimsoll history app.tar
  docker save app | plimsoll history - --no-trunc --format json
`;

type HistoryOptions = ListingOptions &
  Pick<InspectImageOptions, 'image' | 'platform' | 'maxUnpacked' | 'verify'> & { readonly human: boolean };

/** `plimsoll history ARCHIVE`: what `docker history` prints, without an engine. */
export function addHistoryCommand(program: Command, cli: Cli): void {
  const command = program
    .command('history')
    .addHelpText('before', EXAMPLES)
    .description('Print what docker history prints about an image archive.')
    .argument('<archive>', 'docker or OCI archive, layout directory, or - for standard input')
    .action((archive: string, options: HistoryOptions) => printHistory(cli, archive, options));
  addArchiveOptions(command);
  command.addOption(new Option('--verify', 'check every digest and diff ID').helpGroup('Input:'));
  addListingOptions(command, 'IDs only');
  command.addOption(
    new Option('-H, --human [boolean]', 'sizes and times for people; =false for bytes and RFC 3339')
      .argParser(parseBoolean)
      .default(true)
      .helpGroup('Output:'),
  );
}

async function printHistory(cli: Cli, archive: string, options: HistoryOptions): Promise<void> {
  const { inspectImage } = await import('../../inspect/image.ts');
  const { renderDockerHistory } = await import('../../report/docker/history.ts');
  const { image, platform, maxUnpacked, verify, trunc, human, quiet = false } = options;
  const progress = await progressLine(cli.process, quiet);
  try {
    const source = archive === '-' ? cli.process.stdin : archive;
    const inspection = { image, platform, maxUnpacked, verify, top: 1, compareLimit: 0 };
    const report = await inspectImage(source, { ...inspection, onProgress: progress.listener });
    progress.stop();
    const style = { noTrunc: !trunc, quiet, human, ...localClock(options) };
    const renderAs = (format: string): string => renderDockerHistory(report, { ...style, format });
    await emitListing(cli.process, renderAs, historyWarnings(report.warnings), options);
  } finally {
    progress.stop();
  }
}

/** Nobody asked to compare rewritten files, so that they were not compared is no news. */
function historyWarnings<T extends { readonly code: string }>(warnings: readonly T[]): readonly T[] {
  return warnings.filter(({ code }) => code !== 'compare-limit-reached');
}

/** The words that Go's strconv.ParseBool takes. */
function parseBoolean(text: string): boolean {
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(text)) return true;
  if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(text)) return false;
  throw new InvalidArgumentError('Write --human=true or --human=false, and the archive before it.');
}
