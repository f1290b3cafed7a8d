import { type Command, Option } from 'commander';
import { PlimsollError } from '../../core/errors.ts';
import type { ExplainOptions } from '../../inspect/explain.ts';
import { addBuildOptions, type BuildFlags, readBuildOptions } from '../build-options.ts';
import { emit } from '../emit.ts';
import { EXPLAIN_FORMATS, listVerdicts } from '../explain-list.ts';
import type { Cli } from '../io.ts';
import { addOutputOptions, type OutputOptions } from '../options.ts';

const EXAMPLES = `Examples:
  plimsoll explain src/index.ts node_modules
  plimsoll explain --context app --format json app.log
  plimsoll explain --list -0 src | xargs -0 ls -d
`;

type ExplainFlags = OutputOptions &
  BuildFlags &
  Pick<ExplainOptions, 'context'> & {
    readonly list?: boolean;
    readonly null?: boolean;
    readonly measureExcluded?: boolean;
  };

/** `plimsoll explain PATH...`: sent or not, and why. */
export function addExplainCommand(program: Command, cli: Cli): void {
  const command = program
    .command('explain')
    .addHelpText('before', EXAMPLES)
    .description(
      'Say of each path whether a docker build sends it, and which rule of the ignore file decides.',
    )
    .argument('[path...]', 'relative to the context, or absolute; it need not exist')
    .addOption(
      new Option('--context <dir>', 'the directory that docker build is given')
        .default('.')
        .helpGroup('Input:'),
    )
    .addOption(
      new Option('--list', 'every path of the context, or below the paths, with its verdict').helpGroup(
        'Output:',
      ),
    )
    .addOption(
      new Option('-0, --null', 'with --list, the bare paths that are sent, each ended by a NUL').helpGroup(
        'Output:',
      ),
    )
    .addOption(
      new Option('--measure-excluded', 'with --list, look into skipped directories, too').helpGroup('Input:'),
    )
    .action(async (paths: readonly string[], flags: ExplainFlags) => {
      if (flags.list || flags.null) {
        const options = {
          ...(await readBuildOptions(cli.process, flags)),
          measureExcluded: flags.measureExcluded,
        };
        await listVerdicts(cli.process, flags.context ?? '.', paths, options, flags);
        return;
      }
      if (paths.length === 0)
        throw new PlimsollError('usage', 'No path is named.', {
          hint: 'Name a path, or list all with --list.',
        });
      if (flags.format === 'ndjson' || flags.output.some(({ format }) => format === 'ndjson'))
        throw new PlimsollError('usage', 'ndjson is a format of --list.', {
          hint: 'Use json, or add --list.',
        });
      const { explainPaths } = await import('../../inspect/explain.ts');
      const report = await explainPaths(paths, {
        context: flags.context,
        ...(await readBuildOptions(cli.process, flags)),
      });
      cli.setStatus(await emit(cli.process, report, { ...flags, failOn: 'never' }));
    });
  addBuildOptions(command);
  addOutputOptions(command, EXPLAIN_FORMATS);
}
