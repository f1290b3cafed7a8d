import type { Readable } from 'node:stream';
import { compareText } from '../core/order.ts';
import { type ImageList, type ListedImage, listArchiveImages } from '../image/listing/list-images.ts';
import type { SurveyOptions } from '../image/survey.ts';

/** How to list images; the names are those of the command line. */
export type ListImagesOptions = Pick<SurveyOptions, 'maxUnpacked' | 'cache' | 'onProgress' | 'signal'>;

/**
 * Lists the images of archives, as an engine would that loaded them all: one that is in several archives is listed once,
 * with the names of all of them and the figures of the one that has most of it. Fails with a PlimsollError.
 */
export async function listImages(
  sources: readonly (string | Readable)[],
  options: ListImagesOptions = {},
): Promise<ImageList> {
  const images = new Map<string, ListedImage>();
  const warnings: ImageList['warnings'][number][] = [];
  for (const source of sources) {
    const list = await listArchiveImages(source, options);
    warnings.push(...list.warnings);
    for (const image of list.images) images.set(image.id, joined(images.get(image.id), image));
  }
  return { images: [...images.values()], warnings };
}

function joined(known: ListedImage | undefined, image: ListedImage): ListedImage {
  if (known === undefined) return image;
  const names = [...new Set([...known.names, ...image.names])].sort(compareText);
  return { ...(image.contentBytes > known.contentBytes ? image : known), names };
}
