import type { Command } from 'commander';
import { PlimsollError } from '../../core/errors.ts';
import type { ExplainOptions } from '../../inspect/explain.ts';
import { addBuildOptions, type BuildFlags, readBuildOptions } from '../options/build.ts';
import { addOutputOptions, type OutputOptions } from '../options/output.ts';
import { emit } from '../output/emit.ts';
import { EXPLAIN_FORMATS, listVerdicts } from '../output/explain-list.ts';
import type { Cli, ProcessLike } from '../process.ts';

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
    .action(async (paths: readonly string[], flags: ExplainFlags) =>
      cli.setStatus(await explain(cli.process, paths, flags)),
    )
    .optionsGroup('Input:')
    .option('--context <dir>', 'the directory that docker build is given', '.')
    .optionsGroup('Output:')
    .option('--list', 'every path of the context, or below the paths, with its verdict')
    .option('-0, --null', 'with --list, the bare paths that are sent, each ended by a NUL')
    .optionsGroup('Input:')
    .option('--measure-excluded', 'with --list, look into skipped directories, too');
  addBuildOptions(command);
  addOutputOptions(command, EXPLAIN_FORMATS);
}

async function explain(process: ProcessLike, paths: readonly string[], flags: ExplainFlags): Promise<0 | 1> {
  const isList = flags.list || flags.null;
  if (!isList) refuse(paths, flags);
  const build = await readBuildOptions(process, flags);
  const { context = '.', measureExcluded } = flags;
  if (isList) return listVerdicts(process, context, paths, { ...build, measureExcluded }, flags);
  const { explainPaths } = await import('../../inspect/explain.ts');
  const report = await explainPaths(paths, { context, ...build });
  return emit(process, report, { ...flags, failOn: 'never' });
}

function refuse(paths: readonly string[], { format, output }: ExplainFlags): void {
  if (paths.length === 0)
    throw new PlimsollError('usage', 'No path is named.', {
      hint: 'Name a path, or list all with --list.',
    });
  if (format === 'ndjson' || output.some((target) => target.format === 'ndjson'))
    throw new PlimsollError('usage', 'ndjson is a format of --list.', {
      hint: 'Use json, or add --list.',
    });
}
