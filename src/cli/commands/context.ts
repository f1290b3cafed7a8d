import { type Command, Option } from 'commander';
import type { InspectContextOptions } from '../../inspect/context.ts';
import { addBudgetOptions, type BudgetOptions } from '../budget-options.ts';
import { addBuildOptions, type BuildFlags, buildOptions } from '../build-options.ts';
import { CONTEXT_FORMATS, type ContextOutputFlags, emitContext, wantsEntries } from '../context-output.ts';
import type { Cli } from '../io.ts';
import { byteSize } from '../option-types.ts';
import { addGateOptions, addOutputOptions } from '../options.ts';
import { progressLine } from '../progress.ts';

const EXAMPLES = `Examples:
  plimsoll context
  plimsoll context ./app --file app/Dockerfile --format json
  plimsoll context --budget total=20MB --budget 'path:**/.env*=forbidden'
`;

type ContextFlags = ContextOutputFlags &
  BudgetOptions &
  BuildFlags &
  Pick<InspectContextOptions, 'measureExcluded' | 'maxFile' | 'suggest'> & {
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
    .argument('[path]', 'the directory that docker build is given, or - for a tar on standard input', '.')
    .action(async (path: string, flags: ContextFlags) => cli.setStatus(await inspect(cli, path, flags)));
  addBuildOptions(command, ['buildkit', 'classic', 'both']);
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
    .addOption(new Option('--list', 'every path with its verdict').helpGroup('Output:'))
    .addOption(
      new Option('-0, --null', 'the bare paths that are sent, each ended by a NUL').helpGroup('Output:'),
    );
  addOutputOptions(command, CONTEXT_FORMATS);
  addGateOptions(command);
  addBudgetOptions(command);
}

async function inspect(cli: Cli, path: string, flags: ContextFlags): Promise<0 | 1> {
  const { inspectContext } = await import('../../inspect/context.ts');
  const { globalGitIgnore } = await import('../git-excludes.ts');
  const progress = await progressLine(cli.process, flags.quiet ?? false);
  try {
    const { list, measureExcluded, maxFile, top, budget, against } = flags;
    const report = await inspectContext(path === '-' ? cli.process.stdin : path, {
      ...buildOptions(flags),
      ...{ list: list || wantsEntries(flags), measureExcluded, maxFile, top },
      ...{ budgets: budget, against, suggest: flags.suggest ?? flags.write },
      globalGitIgnore: globalGitIgnore(cli.process),
      onProgress: progress.listener,
    });
    progress.stop();
    const status = await emitContext(cli.process, path, report, flags);
    if (flags.write) await (await import('../write-suggestions.ts')).writeSuggestions(cli.process, report);
    return status;
  } finally {
    progress.stop();
  }
}
