import type { Readable } from 'node:stream';
import { type Command, Option } from 'commander';
import type { ArchiveReport } from '../../image/all/report.ts';
import type { ImageReport } from '../../image/report.ts';
import type { InspectImageOptions } from '../../inspect/image.ts';
import {
  ARCHIVE,
  addArchiveOptions,
  addBaseOption,
  addCompareOption,
  addVerifyOption,
  sourceOf,
} from '../options/archive.ts';
import { addBuildArgOption } from '../options/build.ts';
import { GATE_FORMATS } from '../options/formats.ts';
import { addBudgetOptions, addGateOptions, type BudgetOptions } from '../options/gate.ts';
import { addOutputOptions, type OutputOptions } from '../options/output.ts';
import { byteSize } from '../options/values.ts';
import { emit } from '../output/emit.ts';
import { pageTree } from '../output/page-tree.ts';
import { withProgress } from '../output/progress.ts';
import { type Cli, write } from '../process.ts';

const EXAMPLES = `Examples:
  plimsoll image app.tar
  docker save app | plimsoll image - --format json
  plimsoll image app.tar --base 4 --budget total=60MB,scope=own
`;

type ImageOptions = OutputOptions &
  BudgetOptions &
  Omit<InspectImageOptions, 'budgets' | 'against' | 'timekeeper' | 'onTree' | 'dockerfile' | 'buildArgs'> & {
    readonly file?: string;
    readonly buildArg: Readonly<Record<string, string>>;
    readonly all?: boolean;
    readonly sizes?: boolean;
    readonly matrix?: boolean;
    readonly timings?: boolean;
  };

/** `plimsoll image ARCHIVE`: layers, instructions, waste. */
export function addImageCommand(program: Command, cli: Cli): void {
  const command = program
    .command('image')
    .addHelpText('before', EXAMPLES)
    .description('Show the layers of an image archive, the instruction behind each, and what is wasted.')
    .argument('<archive>', ARCHIVE)
    .action(async (archive: string, options: ImageOptions) =>
      cli.setStatus(await inspect(cli, archive, options)),
    );
  addArchiveOptions(command, cli);
  command.addOption(
    new Option('--all', 'every image and platform, and what they share').conflicts([
      'image',
      'platform',
      'budget',
      'against',
      'sizes',
      'matrix',
    ]),
  );
  addBaseOption(command);
  command
    .option('-f, --file <dockerfile>', 'the Dockerfile it was built from: findings point into it')
    .option('--target <stage>', 'the stage that was built (default: the last one)');
  addBuildArgOption(command);
  addVerifyOption(command);
  addCompareOption(command);
  command
    .optionsGroup('Output:')
    .option('--duplicates', 'groups of equal files in the final tree')
    .option(
      '--duplicate-floor <size>',
      'smallest file that --duplicates considers (default: 1 byte)',
      byteSize,
    )
    .option('--list', 'every path of the final tree')
    .option('--sizes', 'every size side by side, and which tool shows which')
    .addOption(new Option('--matrix', 'which layer hides the bytes of which').conflicts('sizes'))
    .option('--max-file <size>', 'a finding for every file above this (default: 100MB)', byteSize)
    .option('--max-layer <size>', 'a finding for every layer above this (default: 500MB)', byteSize)
    .option('--timings', 'how long each part took, on standard error');
  addOutputOptions(command, GATE_FORMATS);
  addGateOptions(command);
  addBudgetOptions(command);
}

async function inspect({ process }: Cli, archive: string, options: ImageOptions): Promise<0 | 1> {
  const timings = options.timings ? (await import('../output/timings.ts')).startTimings() : null;
  const page = pageTree(options);
  const report = await withProgress(process, options.quiet, (onProgress) =>
    inspectAs(sourceOf(process, archive), {
      ...options,
      dockerfile: options.file,
      buildArgs: options.buildArg,
      onTree: page.onTree,
      timekeeper: timings?.keeper,
      onProgress,
    }),
  );
  const status = await emit(process, report, { ...options, format: formatOf(options), tree: page.tree() });
  if (timings !== null) await write(process.stderr, timings.text());
  return status;
}

async function inspectAs(
  source: string | Readable,
  options: ImageOptions & InspectImageOptions,
): Promise<ImageReport | ArchiveReport> {
  if (options.all) return (await import('../../inspect/archive.ts')).inspectArchive(source, options);
  const { inspectImage } = await import('../../inspect/image.ts');
  return inspectImage(source, { ...options, budgets: options.budget });
}

/** `--sizes` and `--matrix` are tables of their own. */
function formatOf({ format, sizes, matrix }: ImageOptions): string {
  if (format !== 'table') return format;
  return sizes ? 'sizes' : matrix ? 'matrix' : 'table';
}
