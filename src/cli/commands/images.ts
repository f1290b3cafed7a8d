import type { Command } from 'commander';
import { countText } from '../../core/count-text.ts';
import { PlimsollError } from '../../core/errors.ts';
import type { Warning } from '../../core/report.ts';
import type { ListImagesOptions } from '../../inspect/images.ts';
import { addUnpackingOptions, sourceOf } from '../options/archive.ts';
import { addListingOptions, emitListing, type ListingOptions, localClock } from '../output/listing.ts';
import { withProgress } from '../output/progress.ts';
import type { Cli } from '../process.ts';

const EXAMPLES = `Examples:
  plimsoll images app.tar base.tar
  plimsoll images build/*.tar --tree
`;

interface ImagesOptions extends ListingOptions, ListImagesOptions {
  readonly all?: boolean;
  readonly digests?: boolean;
  readonly usage?: boolean;
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
  addUnpackingOptions(command, cli);
  addListingOptions(command);
  command
    .option('-a, --all', 'untagged images in --usage and --tree, too')
    .option('--digests', 'digests of names')
    .option('--usage', 'disk usage and content, as docker 29 lists')
    .option('--tree', 'the same, with the platforms of each image');
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
    usage = false,
    tree = false,
  } = options;
  const asked = tree ? '--tree' : usage ? '--usage' : null;
  if (asked !== null && (quiet || digests || !trunc || format !== '')) {
    throw new PlimsollError(
      'usage',
      `${asked} is a table of its own and takes no --format, --quiet, --digests or --no-trunc.`,
      {
        hint: 'Leave out one or the other.',
      },
    );
  }
  const { listImages } = await import('../../inspect/images.ts');
  const { renderDockerImages } = await import('../../report/docker/images.ts');
  const sources = archives.map((archive) => sourceOf(cli.process, archive));
  const { images, warnings } = await withProgress(cli.process, quiet, (onProgress) =>
    listImages(sources, { maxUnpacked, cache, onProgress }),
  );
  const style = { noTrunc: !trunc, quiet, digests, all, usage, tree, ...localClock(options) };
  const hidden = all || asked === null ? 0 : images.filter((image) => image.names.length === 0).length;
  const renderAs = (as: string): string => renderDockerImages(images, { ...style, format: as });
  await emitListing(cli.process, renderAs, [...warnings, ...hiddenWarning(hidden)], options);
}

function hiddenWarning(hidden: number): readonly Warning[] {
  if (hidden === 0) return [];
  const which = countText(hidden, 'untagged image is', 'untagged images are');
  const message = `${which} not shown; --all shows ${hidden === 1 ? 'it' : 'them'}.`;
  return [{ code: 'untagged-hidden', message }];
}
