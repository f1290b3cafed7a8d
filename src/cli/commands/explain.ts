import { type Command, Option } from 'commander';
import type { ExplainOptions } from '../../inspect/explain.ts';
import { addBuildOptions, type BuildFlags, buildOptions } from '../build-options.ts';
import { emit } from '../emit.ts';
import type { Cli } from '../io.ts';
import { addOutputOptions, type OutputOptions } from '../options.ts';

const EXAMPLES = `Examples:
  plimsoll explain src/index.ts node_modules
  plimsoll explain --context app --format json app.log
`;

type ExplainFlags = OutputOptions & BuildFlags & Pick<ExplainOptions, 'context'>;

/** `plimsoll explain PATH...`: sent or not, and why. */
export function addExplainCommand(program: Command, cli: Cli): void {
  const command = program
    .command('explain')
    .addHelpText('before', EXAMPLES)
    .description(
      'Say of each path whether a docker build sends it, and which rule of the ignore file decides.',
    )
    .argument('<path...>', 'relative to the context, or absolute; it need not exist')
    .addOption(
      new Option('--context <dir>', 'the directory that docker build is given')
        .default('.')
        .helpGroup('Input:'),
    )
    .action(async (paths: readonly string[], flags: ExplainFlags) => {
      const { explainPaths } = await import('../../inspect/explain.ts');
      const report = await explainPaths(paths, { context: flags.context, ...buildOptions(flags) });
      cli.setStatus(await emit(cli.process, report, { ...flags, failOn: 'never' }));
    });
  addBuildOptions(command);
  addOutputOptions(command, ['table', 'json']);
}
