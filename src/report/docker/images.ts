import { compareText } from '../../core/order.ts';
import type { ListedImage } from '../../image/listing/list-images.ts';
import { renderListing } from './format.ts';
import { goDuration } from './go-duration.ts';
import { goSize } from './go-size.ts';
import { goTimeString, parseTime, type UtcOffset } from './go-time.ts';
import { renderImageTree } from './image-tree.ts';
import { NONE, repositoryAndTag, shortId } from './names.ts';

/** How `docker images` is asked. */
export interface DockerImagesOptions {
  /** docker's `--format`; empty for its default. */
  readonly format: string;
  readonly noTrunc: boolean;
  readonly quiet: boolean;
  readonly digests: boolean;
  /** Untagged images in docker 29's tables, too. */
  readonly all: boolean;
  /** docker 29's table: what each image takes on disk, and what of it is stored content. */
  readonly usage: boolean;
  /** The same with the platforms below each image. */
  readonly tree: boolean;
  /** The clock, in seconds since 1970. */
  readonly now: number;
  readonly utcOffset: UtcOffset;
}

const HEADINGS = {
  ID: 'IMAGE ID',
  Repository: 'REPOSITORY',
  Tag: 'TAG',
  Digest: 'DIGEST',
  CreatedSince: 'CREATED',
  CreatedAt: 'CREATED AT',
  Size: 'SIZE',
  Containers: 'CONTAINERS',
  SharedSize: 'SHARED SIZE',
  UniqueSize: 'UNIQUE SIZE',
};
/** Go's zero time, which docker shows as no time. */
const ZERO_TIME = -62_135_596_800;

/**
 * What `docker images` prints about these images: repository, tag, ID, created, size, as docker has it up to 28 (and in 29 with a format,
 * whole IDs or digests); with `usage` or `tree` what docker 29 has instead, which knows no dates and hides what is untagged.
 * Source: docker/cli 29, cli/command/image/list.go and cli/command/formatter/image.go. Throws a `usage` error for a format it cannot
 * follow.
 */
export function renderDockerImages(images: readonly ListedImage[], options: DockerImagesOptions): string {
  const { digests, all, usage, tree } = options;
  if (usage || tree) {
    const shown = all ? images : images.filter((image) => image.names.length > 0);
    return renderImageTree(shown, { expanded: tree });
  }
  const template = templateOf(options);
  const hasDigest = digests || template.includes('{{.Digest}}');
  const rows = newestFirst(images).flatMap((image) => rowsOf(image, hasDigest, options));
  return renderListing(template, { headings: HEADINGS, rows });
}

function templateOf({ format, quiet, digests }: DockerImagesOptions): string {
  if (format === '' || format === 'table') {
    if (quiet) return '{{.ID}}';
    const digest = digests ? '{{.Digest}}\t' : '';
    return `table {{.Repository}}\t{{.Tag}}\t${digest}{{.ID}}\t{{.CreatedSince}}\t{{.Size}}`;
  }
  const lacksDigest = digests && format.startsWith('table') && !format.includes('{{.Digest}}');
  return lacksDigest ? `${format}\t{{.Digest}}` : format;
}

/** Images of one second by name: docker leaves their order open. */
function newestFirst(images: readonly ListedImage[]): readonly ListedImage[] {
  return [...images].sort(
    (a, b) =>
      createdSeconds(b) - createdSeconds(a) ||
      compareText(a.names[0] ?? '', b.names[0] ?? '') ||
      compareText(a.id, b.id),
  );
}

function createdSeconds({ created }: ListedImage): number {
  return (created === null ? null : parseTime(created)) ?? 0;
}

function rowsOf(
  image: ListedImage,
  hasDigest: boolean,
  { noTrunc, now, utcOffset }: DockerImagesOptions,
): readonly Record<keyof typeof HEADINGS, string>[] {
  const created = createdSeconds(image);
  const untagged = [{ repository: NONE, tag: NONE }];
  return (image.names.length === 0 ? untagged : image.names.map(repositoryAndTag)).map(
    ({ repository, tag }) => ({
      ID: noTrunc ? image.id : shortId(image.id),
      Repository: repository,
      Tag: tag,
      Digest: hasDigest && isContainerd(image) && repository !== NONE ? image.id : NONE,
      CreatedSince: created === ZERO_TIME ? 'N/A' : `${goDuration(now - created)} ago`,
      CreatedAt: goTimeString(created, utcOffset),
      Size: goSize(image.diskBytes),
      Containers: '0',
      SharedSize: 'N/A',
      UniqueSize: 'N/A',
    }),
  );
}

/** The classic store knows digests of what was pulled or pushed only, which no archive tells. */
function isContainerd(image: ListedImage): boolean {
  return image.platforms.length > 0;
}
