import { type Command, Option } from 'commander';
import type { InspectImageOptions } from '../../inspect/image.ts';
import { addBudgetOptions, type BudgetOptions } from '../budget-options.ts';
import { emit } from '../emit.ts';
import { GATE_FORMATS } from '../formats.ts';
import type { Cli } from '../io.ts';
import { byteSize } from '../option-types.ts';
import { addGateOptions, addOutputOptions, type OutputOptions } from '../options.ts';
import { progressLine } from '../progress.ts';

const EXAMPLES = `Examples:
  plimsoll image app.tar
  docker save app | plimsoll image - --format json
  plimsoll image app.tar --base 4 --budget total=60MB,scope=own
`;

type ImageOptions = OutputOptions &
  BudgetOptions &
  Omit<InspectImageOptions, 'budgets' | 'against'> & { readonly sizes?: boolean };

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
  addArchiveOptions(command);
  command
    .addOption(
      new Option('--base <file|n>', 'layers that are not ours to blame: an archive, or how many').helpGroup(
        'Input:',
      ),
    )
    .addOption(new Option('--verify', 'check every digest and diff ID').helpGroup('Input:'))
    .addOption(
      new Option('--compare-limit <size>', 'most bytes read to compare rewritten files')
        .argParser(byteSize)
        .helpGroup('Input:'),
    )
    .addOption(new Option('--list', 'every path of the final tree').helpGroup('Output:'))
    .addOption(
      new Option('--sizes', 'every size side by side, and which tool shows which').helpGroup('Output:'),
    );
  addOutputOptions(command, GATE_FORMATS);
  addGateOptions(command);
  addBudgetOptions(command);
}

/** Options of every command that reads one image of an archive. */
export function addArchiveOptions(command: Command): void {
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
}

async function inspect(cli: Cli, archive: string, options: ImageOptions): Promise<0 | 1> {
  const { inspectImage } = await import('../../inspect/image.ts');
  const progress = await progressLine(cli.process, options.quiet ?? false);
  try {
    const source = archive === '-' ? cli.process.stdin : archive;
    const report = await inspectImage(source, {
      ...options,
      budgets: options.budget,
      onProgress: progress.listener,
    });
    progress.stop();
    const format = options.sizes && options.format === 'table' ? 'sizes' : options.format;
    return await emit(cli.process, report, { ...options, format });
  } finally {
    progress.stop();
  }
}
