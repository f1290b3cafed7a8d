import { type Command, Option } from 'commander';
import type { InspectContextOptions } from '../../inspect/context.ts';
import { addBudgetOptions, type BudgetOptions } from '../budget-options.ts';
import { emit } from '../emit.ts';
import { GATE_FORMATS } from '../formats.ts';
import type { Cli } from '../io.ts';
import { byteSize } from '../option-types.ts';
import { addGateOptions, addOutputOptions, collectPair, type OutputOptions } from '../options.ts';
import { progressLine } from '../progress.ts';

const EXAMPLES = `Examples:
  plimsoll context
  plimsoll context ./app --file app/Dockerfile --format json
  plimsoll context --budget total=20MB --budget 'path:**/.env*=forbidden'
`;

/** Flags that say which build is meant. */
export interface BuildFlags extends Pick<InspectContextOptions, 'target' | 'walk' | 'ignoreFile'> {
  readonly file?: string;
  readonly buildArg: Readonly<Record<string, string>>;
  readonly buildContext: Readonly<Record<string, string>>;
}

type ContextFlags = OutputOptions &
  BudgetOptions &
  BuildFlags &
  Pick<InspectContextOptions, 'list' | 'measureExcluded' | 'maxFile' | 'suggest'> & {
    readonly write?: boolean;
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
    .action(async (path: string, flags: ContextFlags) => cli.setStatus(await inspect(cli, path, flags)));
  addBuildOptions(command);
  command
    .addOption(new Option('--measure-excluded', 'look into skipped directories, too').helpGroup('Input:'))
    .addOption(
      new Option('--max-file <size>', 'a finding for every file above this that is sent (default: 10MB)')
        .argParser(byteSize)
        .helpGroup('Output:'),
    )
    .addOption(
      new Option('--suggest', 'propose lines for the ignore file, each with what it saves').helpGroup(
        'Output:',
      ),
    )
    .addOption(new Option('--write', 'append the suggested lines to the ignore file').helpGroup('Output:'))
    .addOption(new Option('--list', 'every path with its verdict').helpGroup('Output:'));
  addOutputOptions(command, GATE_FORMATS);
  addGateOptions(command);
  addBudgetOptions(command);
}

/** Options of every command that asks what a build sends. */
export function addBuildOptions(command: Command): void {
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
    .addOption(new Option('--ignore-file <file>', 'try another ignore file').helpGroup(group));
}

/** The same as options of the library. */
export function buildOptions({
  file,
  target,
  walk,
  ignoreFile,
  buildArg,
  buildContext,
}: BuildFlags): InspectContextOptions {
  return { dockerfile: file, target, walk, ignoreFile, buildArgs: buildArg, buildContexts: buildContext };
}

async function inspect(cli: Cli, path: string, flags: ContextFlags): Promise<0 | 1> {
  const { inspectContext } = await import('../../inspect/context.ts');
  const { globalGitIgnore } = await import('../git-excludes.ts');
  const progress = await progressLine(cli.process, flags.quiet ?? false);
  try {
    const { list, measureExcluded, maxFile, top, budget, against } = flags;
    const report = await inspectContext(path, {
      ...buildOptions(flags),
      ...{ list, measureExcluded, maxFile, top, budgets: budget, against },
      suggest: flags.suggest ?? flags.write,
      globalGitIgnore: globalGitIgnore(cli.process),
      onProgress: progress.listener,
    });
    progress.stop();
    const status = await emit(cli.process, report, flags);
    if (flags.write) await (await import('../write-suggestions.ts')).writeSuggestions(cli.process, report);
    return status;
  } finally {
    progress.stop();
  }
}
