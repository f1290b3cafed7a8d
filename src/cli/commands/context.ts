import { type Command, Option } from 'commander';
import type { InspectContextOptions } from '../../inspect/context.ts';
import { emit } from '../emit.ts';
import { GATE_FORMATS } from '../formats.ts';
import type { Cli } from '../io.ts';
import { byteSize } from '../option-types.ts';
import { addGateOptions, addOutputOptions, collectPair, type OutputOptions } from '../options.ts';
import { progressLine } from '../progress.ts';

const EXAMPLES = `Examples:
  plimsoll context
  plimsoll context ./app --file app/Dockerfile --format json
`;

type ContextOptions = OutputOptions &
  Omit<InspectContextOptions, 'dockerfile' | 'buildArgs' | 'buildContexts'> & {
    readonly file?: string;
    readonly buildArg: Readonly<Record<string, string>>;
    readonly buildContext: Readonly<Record<string, string>>;
  };

/** `plimsoll context [PATH]`: what a build here sends. */
export function addContextCommand(program: Command, cli: Cli): void {
  const command = program
    .command('context')
    .addHelpText('before', EXAMPLES)
    .description(
      'Show what a docker build sends from a directory, how much that is, and which rules decided.',
    )
    .argument('[path]', 'the directory that docker build is given', '.')
    .action(async (path: string, options: ContextOptions) =>
      cli.setStatus(await inspect(cli, path, options)),
    );
  addContextOptions(command);
  command
    .addOption(
      new Option('--max-file <size>', 'a finding for every file above this that is sent (default: 10MB)')
        .argParser(byteSize)
        .helpGroup('Output:'),
    )
    .addOption(new Option('--list', 'every path with its verdict').helpGroup('Output:'));
  addOutputOptions(command, GATE_FORMATS);
  addGateOptions(command);
}

/** Options of every command that walks a context. */
export function addContextOptions(command: Command): void {
  const group = 'Input:';
  command
    .addOption(
      new Option('-f, --file <dockerfile>', 'the Dockerfile (default: PATH/Dockerfile)').helpGroup(group),
    )
    .addOption(new Option('--target <stage>', 'the stage to build (default: the last one)').helpGroup(group))
    .addOption(
      new Option('--build-arg <name=value>', 'a build argument; may be repeated')
        .argParser(collectPair)
        .default({}, '')
        .helpGroup(group),
    )
    .addOption(
      new Option('--build-context <name=dir>', 'a named context; may be repeated')
        .argParser(collectPair)
        .default({}, '')
        .helpGroup(group),
    )
    .addOption(
      new Option('--walk <builder>', 'whose walk is shown')
        .choices(['buildkit', 'classic'])
        .default('buildkit')
        .helpGroup(group),
    )
    .addOption(new Option('--ignore-file <file>', 'try another ignore file').helpGroup(group))
    .addOption(new Option('--measure-excluded', 'look into skipped directories, too').helpGroup(group));
}

async function inspect(cli: Cli, path: string, options: ContextOptions): Promise<0 | 1> {
  const { inspectContext } = await import('../../inspect/context.ts');
  const progress = await progressLine(cli.process, options.quiet ?? false);
  try {
    const report = await inspectContext(path, {
      ...options,
      ...(options.file === undefined ? {} : { dockerfile: options.file }),
      buildArgs: options.buildArg,
      buildContexts: options.buildContext,
      onProgress: progress.listener,
    });
    progress.stop();
    return await emit(cli.process, report, options);
  } finally {
    progress.stop();
  }
}
