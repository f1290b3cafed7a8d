import type { Readable } from 'node:stream';
import { type Command, Option } from 'commander';
import type { ArchiveReport } from '../../image/all/report.ts';
import type { ImageReport } from '../../image/report.ts';
import type { InspectImageOptions } from '../../inspect/image.ts';
import { addBudgetOptions, type BudgetOptions } from '../budget-options.ts';
import { addCacheOptions } from '../cache-options.ts';
import { emit } from '../emit.ts';
import { GATE_FORMATS } from '../formats.ts';
import { type Cli, write } from '../io.ts';
import { byteSize } from '../option-types.ts';
import { addGateOptions, addOutputOptions, collectPair, type OutputOptions } from '../options.ts';
import { pageTree } from '../page-tree.ts';
import { progressLine } from '../progress.ts';

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
    .argument('<archive>', 'docker or OCI archive, layout directory, or - for standard input')
    .action(async (archive: string, options: ImageOptions) =>
      cli.setStatus(await inspect(cli, archive, options)),
    );
  addArchiveOptions(command, cli);
  command.addOption(
    new Option('--all', 'every image and platform, and what they share')
      .conflicts(['image', 'platform', 'budget', 'against', 'sizes', 'matrix'])
      .helpGroup('Input:'),
  );
  addBaseOption(command);
  addBuildFileOptions(command);
  command
    .addOption(new Option('--verify', 'check every digest and diff ID').helpGroup('Input:'))
    .addOption(
      new Option('--compare-limit <size>', 'most bytes read to compare rewritten files')
        .argParser(byteSize)
        .helpGroup('Input:'),
    )
    .addOption(new Option('--duplicates', 'groups of equal files in the final tree').helpGroup('Output:'))
    .addOption(
      new Option('--duplicate-floor <size>', 'smallest file that --duplicates considers (default: 1)')
        .argParser(byteSize)
        .helpGroup('Output:'),
    )
    .addOption(new Option('--list', 'every path of the final tree').helpGroup('Output:'))
    .addOption(
      new Option('--sizes', 'every size side by side, and which tool shows which').helpGroup('Output:'),
    )
    .addOption(
      new Option('--matrix', 'which layer hides the bytes of which').conflicts('sizes').helpGroup('Output:'),
    )
    .addOption(
      new Option('--max-file <size>', 'a finding for every file above this (default: 100MB)')
        .argParser(byteSize)
        .helpGroup('Output:'),
    )
    .addOption(
      new Option('--max-layer <size>', 'a finding for every layer above this (default: 500MB)')
        .argParser(byteSize)
        .helpGroup('Output:'),
    )
    .addOption(new Option('--timings', 'how long each part took, on standard error').helpGroup('Output:'));
  addOutputOptions(command, GATE_FORMATS);
  addGateOptions(command);
  addBudgetOptions(command);
}

/** Options of every command that reads one image of an archive. */
export function addArchiveOptions(command: Command, cli: Cli): void {
  const group = 'Input:';
  command
    .addOption(
      new Option('--image <ref|n>', 'which image of several: a tag, an ID, or a number').helpGroup(group),
    )
    .addOption(new Option('--platform <os/arch>', 'which platform of several').helpGroup(group))
    .addOption(
      new Option('--max-unpacked <size>', 'most bytes that one compressed stream may unpack to')
        .argParser(byteSize)
        .helpGroup(group),
    );
  addCacheOptions(command, cli);
}

/** The Dockerfile behind an image, so that findings have lines. */
function addBuildFileOptions(command: Command): void {
  command
    .addOption(
      new Option(
        '-f, --file <dockerfile>',
        'the Dockerfile it was built from: findings point into it',
      ).helpGroup('Input:'),
    )
    .addOption(
      new Option('--target <stage>', 'the stage that was built (default: the last one)').helpGroup('Input:'),
    )
    .addOption(
      new Option('--build-arg <name=value>', 'a build argument; may be repeated')
        .argParser(collectPair)
        .default({}, 'none')
        .helpGroup('Input:'),
    );
}

/** Which layers belong to the base. */
export function addBaseOption(command: Command): void {
  command.addOption(
    new Option('--base <file|n>', 'layers that are not ours to blame: an archive, or how many').helpGroup(
      'Input:',
    ),
  );
}

async function inspect(cli: Cli, archive: string, options: ImageOptions): Promise<0 | 1> {
  const timings = options.timings ? (await import('../timings.ts')).startTimings() : null;
  const progress = await progressLine(cli.process, options.quiet ?? false);
  try {
    const source = archive === '-' ? cli.process.stdin : archive;
    const page = pageTree(options);
    const report = await inspectAs(source, {
      ...options,
      dockerfile: options.file,
      buildArgs: options.buildArg,
      onTree: page.onTree,
      timekeeper: timings?.keeper,
      onProgress: progress.listener,
    });
    progress.stop();
    const status = await emit(cli.process, report, {
      ...options,
      format: formatOf(options),
      tree: page.tree(),
    });
    if (timings !== null) await write(cli.process.stderr, timings.text());
    return status;
  } finally {
    progress.stop();
  }
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
