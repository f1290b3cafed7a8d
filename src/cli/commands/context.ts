import type { Command } from 'commander';
import { PlimsollError } from '../../core/errors.ts';
import type { InspectContextOptions } from '../../inspect/context.ts';
import { sourceOf } from '../options/archive.ts';
import { addBuildOptions, type BuildFlags, readBuildOptions } from '../options/build.ts';
import { addBudgetOptions, addGateOptions, type BudgetOptions } from '../options/gate.ts';
import { addOutputOptions } from '../options/output.ts';
import { byteSize } from '../options/values.ts';
import { CONTEXT_FORMATS, type ContextOutputFlags, emitContext, wantsEntries } from '../output/context.ts';
import { emit } from '../output/emit.ts';
import { withProgress } from '../output/progress.ts';
import type { Cli } from '../process.ts';

const EXAMPLES = `Examples:
  plimsoll context
  plimsoll context ./app --file app/Dockerfile --format json
  plimsoll context --budget total=20MB --budget 'path:**/.env*=forbidden'
  plimsoll context --compose compose.yaml web api
`;

type ContextFlags = ContextOutputFlags &
  BudgetOptions &
  BuildFlags &
  Pick<InspectContextOptions, 'measureExcluded' | 'maxFile' | 'suggest'> & {
    readonly write?: boolean;
    readonly compose?: string;
  };

/** `plimsoll context [PATH]`: what a build here sends. */
export function addContextCommand(program: Command, cli: Cli): void {
  const command = program
    .command('context')
    .addHelpText('before', EXAMPLES)
    .description(
      'Show what a docker build sends from a directory, how much that is, and which rules decided.',
    )
    .argument(
      '[path...]',
      'the directory that docker build is given (default: "."), or - for a tar on standard input; with --compose, services',
    )
    .action(async (paths: readonly string[], flags: ContextFlags) =>
      cli.setStatus(
        await (flags.compose === undefined
          ? inspect(cli, onePath(paths), flags)
          : inspectAll(cli, paths, flags)),
      ),
    );
  addBuildOptions(command, ['buildkit', 'classic', 'both']);
  command
    .option('--compose <file>', 'the builds of a compose file, each context once')
    .option('--measure-excluded', 'look into skipped directories, too')
    .optionsGroup('Output:')
    .option('--max-file <size>', 'a finding for every file above this that is sent (default: 10MB)', byteSize)
    .option('--suggest', 'propose lines for the ignore file, each with what it saves')
    .option('--write', 'append the suggested lines to the ignore file')
    .option('--list', 'every path with its verdict')
    .option('-0, --null', 'the bare paths that are sent, each ended by a NUL');
  addOutputOptions(command, CONTEXT_FORMATS);
  addGateOptions(command);
  addBudgetOptions(command);
}

function onePath(paths: readonly string[]): string {
  if (paths.length > 1)
    throw new PlimsollError('usage', `A build has one context, not ${paths.length}.`, {
      hint: 'Name one directory, or a compose file with --compose.',
    });
  return paths[0] ?? '.';
}

/** Options that mean one build, and those that a service of the file has itself. */
const ONE_BUILD = ['file', 'target', 'ignoreFile', 'write', 'null'] as const;

async function inspectAll(cli: Cli, services: readonly string[], flags: ContextFlags): Promise<0 | 1> {
  const alone = ONE_BUILD.find((name) => flags[name] !== undefined);
  const isSingular = [flags.format, ...flags.output.map(({ format }) => format)].some(
    (format) => format === 'tar' || format === 'list',
  );
  if (alone !== undefined || isSingular || Object.keys(flags.buildContext).length > 0)
    throw new PlimsollError(
      'usage',
      'With --compose the file says what is built, and a list or a tar is of one context.',
      {
        hint: 'Leave out --file, --target, --build-context, --ignore-file, --write, -0, list and tar.',
      },
    );
  const { inspectCompose } = await import('../../inspect/compose/compose.ts');
  const { globalGitIgnore } = await import('../git-excludes.ts');
  const { list, measureExcluded, maxFile, top, budget, against, walk, buildArg, suggest } = flags;
  const report = await withProgress(cli.process, flags.quiet, (onProgress) =>
    inspectCompose(flags.compose!, {
      ...{ services, env: cli.process.env, walk, buildArgs: buildArg, suggest },
      ...{ list, measureExcluded, maxFile, top, budgets: budget, against },
      globalGitIgnore: globalGitIgnore(cli.process),
      onProgress,
    }),
  );
  return emit(cli.process, report, flags);
}

async function inspect({ process }: Cli, path: string, flags: ContextFlags): Promise<0 | 1> {
  if (path === '-' && flags.file === '-')
    throw new PlimsollError('usage', 'Standard input is the context or the Dockerfile, not both.', {
      hint: 'Name a directory, or put the Dockerfile into the tar.',
    });
  const { inspectContext } = await import('../../inspect/context.ts');
  const { globalGitIgnore } = await import('../git-excludes.ts');
  const { list, measureExcluded, maxFile, top, budget, against } = flags;
  const build = await readBuildOptions(process, flags);
  const report = await withProgress(process, flags.quiet, (onProgress) =>
    inspectContext(sourceOf(process, path), {
      ...build,
      ...{ list: list || wantsEntries(flags), measureExcluded, maxFile, top },
      ...{ budgets: budget, against, suggest: flags.suggest ?? flags.write },
      globalGitIgnore: globalGitIgnore(process),
      onProgress,
    }),
  );
  const status = await emitContext(process, path, report, flags, build);
  if (flags.write) await (await import('../output/write-suggestions.ts')).writeSuggestions(process, report);
  return status;
}
