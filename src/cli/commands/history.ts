import { type Command, InvalidArgumentError } from 'commander';
import type { InspectImageOptions } from '../../inspect/image.ts';
import { ARCHIVE, addArchiveOptions, addBaseOption, addVerifyOption, sourceOf } from '../options/archive.ts';
import { addBudgetOptions, addGateOptions, type BudgetOptions, type GateOptions } from '../options/gate.ts';
import { statusOf } from '../output/emit.ts';
import { addListingOptions, emitListing, type ListingOptions, localClock } from '../output/listing.ts';
import { withProgress } from '../output/progress.ts';
import type { Cli } from '../process.ts';

const EXAMPLES = `Examples:
  plimsoll history app.tar
  docker save app | plimsoll history - --no-trunc --format json
`;

type HistoryOptions = ListingOptions &
  BudgetOptions &
  GateOptions &
  Pick<InspectImageOptions, 'image' | 'platform' | 'maxUnpacked' | 'cache' | 'verify' | 'base'> & {
    readonly human: boolean;
    readonly bytes?: boolean;
  };

/** `plimsoll history ARCHIVE`: what `docker history` prints, without an engine. */
export function addHistoryCommand(program: Command, cli: Cli): void {
  const command = program
    .command('history')
    .addHelpText('before', EXAMPLES)
    .description('Print what docker history prints about an image archive.')
    .argument('<archive>', ARCHIVE)
    .action(async (archive: string, options: HistoryOptions) =>
      cli.setStatus(await printHistory(cli, archive, options)),
    );
  addArchiveOptions(command, cli);
  addBaseOption(command);
  addVerifyOption(command);
  addListingOptions(command);
  command
    .option(
      '-H, --human [boolean]',
      'sizes and times for people; =false for bytes and RFC 3339',
      parseBoolean,
      true,
    )
    .option('--bytes', 'exact sizes: as --human=false');
  addGateOptions(command);
  addBudgetOptions(command);
}

async function printHistory(cli: Cli, archive: string, options: HistoryOptions): Promise<0 | 1> {
  const { inspectImage } = await import('../../inspect/image.ts');
  const { renderDockerHistory } = await import('../../report/docker/history.ts');
  const { image, platform, maxUnpacked, cache, verify, base, against, trunc, quiet = false } = options;
  const hasGate = options.failOn !== 'never' || options.budget.length > 0;
  // The listing alone needs no ranking and no comparing.
  const depth = hasGate ? {} : { top: 1, compareLimit: 0 };
  const asked = { image, platform, maxUnpacked, cache, verify, base, against, budgets: options.budget };
  const report = await withProgress(cli.process, quiet, (onProgress) =>
    inspectImage(sourceOf(cli.process, archive), { ...asked, ...depth, onProgress }),
  );
  const human = options.human && !options.bytes;
  const style = { noTrunc: !trunc, quiet, human, ...localClock(options) };
  const renderAs = (format: string): string => renderDockerHistory(report, { ...style, format });
  await emitListing(cli.process, renderAs, historyWarnings(report.warnings), options);
  return statusOf(report, options);
}

/** Nobody asked to compare rewritten files, so that they were not compared is no news. */
function historyWarnings<T extends { readonly code: string }>(warnings: readonly T[]): readonly T[] {
  return warnings.filter(({ code }) => code !== 'compare-limit-reached');
}

/** The words that Go's strconv.ParseBool takes; behind `-H` the `=` is still before them. */
function parseBoolean(text: string): boolean {
  const word = text.replace(/^=/, '');
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(word)) return true;
  if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(word)) return false;
  throw new InvalidArgumentError('Write --human=true or --human=false, and the archive before it.');
}
