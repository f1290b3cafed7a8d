import { PlimsollError } from '../../core/errors.ts';
import { chooseImage, type ImageChoice } from '../choose-image.ts';
import { type DiffIds, diffIdsOf, sharedLayers } from '../diff-ids.ts';
import { type ArchiveOptions, withArchive } from '../opened-archive.ts';

/**
 * How many layers from the bottom an image has in common with the image of another archive; of several images there the one that has
 * most in common. Throws as opening any archive does, `not-found` for a platform that is not there, and `corrupt` where no config names diff IDs.
 */
export function countLayersOf(
  source: string,
  image: DiffIds,
  { platform, cache, signal }: Pick<ArchiveOptions, 'cache' | 'signal'> & Pick<ImageChoice, 'platform'>,
): Promise<{ readonly shared: number; readonly layers: number }> {
  return withArchive(source, { cache, signal }, async ({ archive: { contents, file } }) => {
    const candidates =
      contents.images.length === 1 && platform !== undefined
        ? [chooseImage(contents, { platform }, file)]
        : [...contents.images, ...contents.otherPlatforms];
    const bases = candidates.map(diffIdsOf).filter((ids) => ids !== null);
    if (bases.length === 0) {
      throw new PlimsollError('corrupt', `${file} names no diff IDs to recognise a base by.`, { file });
    }
    const counts = bases.map((ids) => ({ shared: sharedLayers(ids, image), layers: ids.length }));
    return counts.reduce((best, count) => (count.shared > best.shared ? count : best));
  });
}
