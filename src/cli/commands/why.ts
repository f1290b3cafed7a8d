import { type Command, Option } from 'commander';
import type { ExplainImagePathsOptions } from '../../inspect/why.ts';
import { emit } from '../emit.ts';
import type { Cli } from '../io.ts';
import { byteSize } from '../option-types.ts';
import { addOutputOptions, type OutputOptions } from '../options.ts';
import { progressLine } from '../progress.ts';
import { addArchiveOptions } from './image.ts';

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
    .argument('<archive>', 'docker or OCI archive, layout directory, or - for standard input')
    .argument('<path...>', 'paths inside the image; they need not be there any more')
    .action(async (archive: string, paths: readonly string[], options: WhyOptions) =>
      cli.setStatus(await tellWhy(cli, archive, paths, options)),
    );
  addArchiveOptions(command, cli);
  command.addOption(
    new Option('--compare-limit <size>', 'most bytes read to compare rewritten files')
      .argParser(byteSize)
      .helpGroup('Input:'),
  );
  addOutputOptions(command, ['table', 'json']);
}

async function tellWhy(
  cli: Cli,
  archive: string,
  paths: readonly string[],
  options: WhyOptions,
): Promise<0 | 1> {
  const { explainImagePaths } = await import('../../inspect/why.ts');
  const progress = await progressLine(cli.process, options.quiet ?? false);
  try {
    const source = archive === '-' ? cli.process.stdin : archive;
    const { image, platform, maxUnpacked, cache, compareLimit } = options;
    const survey = { image, platform, maxUnpacked, cache, compareLimit, onProgress: progress.listener };
    const report = await explainImagePaths(source, paths, survey);
    progress.stop();
    return await emit(cli.process, report, { ...options, failOn: 'never' });
  } finally {
    progress.stop();
  }
}
