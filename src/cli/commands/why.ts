import type { Command } from 'commander';
import type { ExplainImagePathsOptions } from '../../inspect/why.ts';
import { ARCHIVE, addArchiveOptions, addCompareOption, sourceOf } from '../options/archive.ts';
import { addOutputOptions, type OutputOptions } from '../options/output.ts';
import { emit } from '../output/emit.ts';
import { withProgress } from '../output/progress.ts';
import type { Cli } from '../process.ts';

const EXAMPLES = `Examples:
  plimsoll why app.tar usr/lib/libssl.so.3
  docker save app | plimsoll why - /app/node_modules --format json
`;

type WhyOptions = OutputOptions & ExplainImagePathsOptions;

/** `plimsoll why ARCHIVE PATH...`: the life of a path over the layers. */
export function addWhyCommand(program: Command, cli: Cli): void {
  const command = program
    .command('why')
    .addHelpText('before', EXAMPLES)
    .description(
      'Tell the life of a path over the layers of an image: stored, rewritten, deleted; by which instruction.',
    )
    .argument('<archive>', ARCHIVE)
    .argument('<path...>', 'paths inside the image; they need not be there any more')
    .action(async (archive: string, paths: readonly string[], options: WhyOptions) =>
      cli.setStatus(await tellWhy(cli, archive, paths, options)),
    );
  addArchiveOptions(command, cli);
  addCompareOption(command);
  addOutputOptions(command, ['table', 'json']);
}

async function tellWhy(
  cli: Cli,
  archive: string,
  paths: readonly string[],
  options: WhyOptions,
): Promise<0 | 1> {
  const { explainImagePaths } = await import('../../inspect/why.ts');
  const { image, platform, maxUnpacked, cache, compareLimit } = options;
  const survey = { image, platform, maxUnpacked, cache, compareLimit };
  const report = await withProgress(cli.process, options.quiet, (onProgress) =>
    explainImagePaths(sourceOf(cli.process, archive), paths, { ...survey, onProgress }),
  );
  return emit(cli.process, report, { ...options, failOn: 'never' });
}
