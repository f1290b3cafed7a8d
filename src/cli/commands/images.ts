import { type Command, Option } from 'commander';
import { countText } from '../../core/count-text.ts';
import { PlimsollError } from '../../core/errors.ts';
import type { ListImagesOptions } from '../../inspect/images.ts';
import { addCacheOptions } from '../cache-options.ts';
import type { Cli } from '../io.ts';
import { addListingOptions, emitListing, type ListingOptions, localClock } from '../listing.ts';
import { byteSize } from '../option-types.ts';
import { progressLine } from '../progress.ts';

const EXAMPLES = `Examples:
  plimsoll images app.tar base.tar
  plimsoll images build/*.tar --tree
`;

interface ImagesOptions extends ListingOptions, ListImagesOptions {
  readonly all?: boolean;
  readonly digests?: boolean;
  readonly tree?: boolean;
}

/** `plimsoll images ARCHIVE...`: what `docker images` prints, without an engine. */
export function addImagesCommand(program: Command, cli: Cli): void {
  const command = program
    .command('images')
    .addHelpText('before', EXAMPLES)
    .description('List the images of archives as docker images lists those of an engine.')
    .argument('<archives...>', 'docker or OCI archives, layout directories, or - for standard input')
    .action((archives: readonly string[], options: ImagesOptions) => printImages(cli, archives, options));
  command.addOption(
    new Option('--max-unpacked <size>', 'most bytes that one compressed stream may unpack to')
      .argParser(byteSize)
      .helpGroup('Input:'),
  );
  addCacheOptions(command, cli);
  addListingOptions(command, 'IDs only');
  command
    .addOption(new Option('-a, --all', 'untagged images, too').helpGroup('Output:'))
    .addOption(new Option('--digests', 'digests of names').helpGroup('Output:'))
    .addOption(new Option('--tree', 'the platforms of each image below it').helpGroup('Output:'));
}

async function printImages(cli: Cli, archives: readonly string[], options: ImagesOptions): Promise<void> {
  const {
    maxUnpacked,
    cache,
    format,
    trunc,
    quiet = false,
    digests = false,
    all = false,
    tree = false,
  } = options;
  if (tree && (quiet || digests || !trunc || format !== '')) {
    throw new PlimsollError(
      'usage',
      '--tree is a table of its own and takes no --format, --quiet, --digests or --no-trunc.',
      {
        hint: 'Leave out one or the other.',
      },
    );
  }
  const { listImages } = await import('../../inspect/images.ts');
  const { renderDockerImages } = await import('../../report/docker/images.ts');
  const progress = await progressLine(cli.process, quiet);
  try {
    const sources = archives.map((archive) => (archive === '-' ? cli.process.stdin : archive));
    const { images, warnings } = await listImages(sources, {
      maxUnpacked,
      cache,
      onProgress: progress.listener,
    });
    progress.stop();
    const style = { noTrunc: !trunc, quiet, digests, all, tree, ...localClock(options) };
    const hidden = all ? 0 : images.filter((image) => image.names.length === 0).length;
    const notes =
      hidden === 0
        ? []
        : [
            {
              code: 'untagged-hidden',
              message: `${countText(hidden, 'untagged image is', 'untagged images are')} not shown; --all shows ${hidden === 1 ? 'it' : 'them'}.`,
            },
          ];
    const renderAs = (as: string): string => renderDockerImages(images, { ...style, format: as });
    await emitListing(cli.process, renderAs, [...warnings, ...notes], options);
  } finally {
    progress.stop();
  }
}
