import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { CheckReport } from '../../budget/report.ts';
import { PlimsollError } from '../../core/errors.ts';
import type { CheckOptions, Shard } from '../../inspect/check/options.ts';
import { printable } from '../../report/text/printable.ts';
import { addCacheOptions } from '../options/cache.ts';
import { GATE_FORMATS } from '../options/formats.ts';
import { SEVERITIES } from '../options/gate.ts';
import { addOutputOptions, type OutputOptions, wantsPage } from '../options/output.ts';
import { emit } from '../output/emit.ts';
import { writeAtomically } from '../output/files.ts';
import { withProgress } from '../output/progress.ts';
import { type Cli, write } from '../process.ts';

const EXAMPLES = `Examples:
  plimsoll check
  plimsoll check --format github --output sarif=plimsoll.sarif
`;

type Options = Omit<OutputOptions, 'failOn'> &
  Pick<
    CheckOptions,
    'against' | 'requireBaseline' | 'shard' | 'only' | 'withReports' | 'failOn' | 'cache'
  > & {
    readonly config?: string;
    readonly updateBaseline?: boolean;
    readonly printConfig?: boolean;
    readonly now?: string;
  };

/** `plimsoll check`: every budget of the configuration, over its contexts and images. */
export function addCheckCommand(program: Command, cli: Cli): void {
  const command = program
    .command('check')
    .addHelpText('before', EXAMPLES)
    .description('Hold contexts and images to the budgets of the configuration.')
    .action(async (options: Options) => cli.setStatus(await check(cli, options)))
    .optionsGroup('Input:')
    .option('--config <file>', 'the configuration (default: looked for from here up)')
    .option('--against <file>', 'another baseline, or an archive for the only image')
    .option('--shard <i/n>', 'only the i-th of n parts of the contexts and images', parseShard)
    .addOption(new Option('--only <kind>', 'only contexts, or only images').choices(['contexts', 'images']));
  addCacheOptions(command, cli);
  addOutputOptions(command, GATE_FORMATS);
  command
    .option('--with-reports', 'add the reports behind the verdicts (json)')
    .option('--print-config', 'print what is in force and from where')
    .optionsGroup('Gate:')
    .addOption(
      new Option('--update-baseline', 'write what is measured as the baseline').conflicts([
        'against',
        'requireBaseline',
        'printConfig',
      ]),
    )
    .option('--require-baseline', 'growth without a baseline fails')
    .addOption(
      new Option('--fail-on <severity>', 'findings from this severity on fail (default: error)').choices(
        SEVERITIES,
      ),
    )
    .addOption(new Option('--now <date>', 'the day on which suppressions are judged').hideHelp());
}

async function check(cli: Cli, options: Options): Promise<0 | 1 | 2> {
  const file = options.config ?? (await findConfig(cli, options.quiet ?? false));
  if (options.printConfig) return printConfig(cli, file, options.failOn);
  const { runCheck } = await import('../../inspect/check/check.ts');
  const { against, requireBaseline, shard, only, withReports, failOn, top, cache, now } = options;
  const today = now ?? new Date().toISOString().slice(0, 'YYYY-MM-DD'.length);
  const updates = options.updateBaseline ?? false;
  const asked = {
    ...{ against, requireBaseline, shard, only, failOn, top, cache, today },
    withReports: withReports || wantsPage(options),
  };
  const { report, baseline } = await withProgress(cli.process, options.quiet, (onProgress) =>
    runCheck(file, { ...asked, onProgress }, updates),
  );
  const told = withReports ? report : { ...report, reports: [] };
  await emit(cli.process, told, { ...options, failOn: 'never', page: report });
  if (updates) await writeBaseline(cli, baseline, options.quiet ?? false);
  return statusOf(cli, report);
}

async function writeBaseline(
  { process }: Cli,
  baseline: { readonly file: string; readonly text: string } | null,
  quiet: boolean,
): Promise<void> {
  if (baseline !== null) await writeAtomically(resolve(process.cwd(), baseline.file), baseline.text);
  const what =
    baseline === null
      ? 'the baseline is left as it was, because something could not be read.'
      : `the baseline is in ${printable(baseline.file)}.`;
  if (!quiet) await write(process.stderr, `plimsoll: ${what}\n`);
}

async function findConfig(cli: Cli, quiet: boolean): Promise<string> {
  const { discoverConfig } = await import('../../config/discover.ts');
  const found = discoverConfig('.');
  if (found === null) {
    throw new PlimsollError(
      'config',
      'There is no plimsoll.yaml here or above, up to the root of the repository.',
      {
        hint: 'Write one with plimsoll init, or name one with --config FILE.',
      },
    );
  }
  const [other] = found.shadowed;
  if (other !== undefined && !quiet)
    await write(cli.process.stderr, `plimsoll: warning: ${found.file} is read, ${other} beside it is not.\n`);
  return found.file;
}

async function printConfig(cli: Cli, file: string, failOn?: string): Promise<0> {
  const { loadConfig } = await import('../../config/load.ts');
  const { renderConfigText } = await import('../../report/config/config-text.ts');
  const { baselineFile } = await import('../../inspect/check/baseline.ts');
  const config = await loadConfig(file);
  await write(cli.process.stdout, renderConfigText(config, baselineFile(config, '.'), failOn));
  return 0;
}

/** What could not be read is said even when everything else is quiet, and outweighs every verdict. */
async function statusOf({ process }: Cli, report: CheckReport): Promise<0 | 1 | 2> {
  for (const { message } of report.failures) await write(process.stderr, `plimsoll: ${printable(message)}\n`);
  if (report.failures.length > 0) return 2;
  return report.status === 'fail' ? 1 : 0;
}

function parseShard(text: string): Shard {
  const match = /^(\d{1,6})\/(\d{1,6})$/.exec(text);
  const [index, count] = [Number(match?.[1]), Number(match?.[2])];
  if (!match || index < 1 || index > count)
    throw new InvalidArgumentError('It must be I/N, counted from 1, as in 1/4.');
  return { index, count };
}
