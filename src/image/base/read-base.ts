import { openArchive } from '../../archive/open.ts';
import { PlimsollError } from '../../core/errors.ts';
import { chooseImage } from '../choose-image.ts';
import { type DiffIds, diffIdsOf, sharedLayers } from '../diff-ids.ts';
import { LayerIndex } from '../index/layer-index.ts';
import { NameTree } from '../index/name-tree.ts';

/**
 * How many layers from the bottom an image has in common with the image of another archive; of several images there the one that has
 * most in common. Throws as opening any archive does, `not-found` for a platform that is not there, and `corrupt` where no config names diff IDs.
 */
export async function countLayersOf(
  source: string,
  image: DiffIds,
  options: { readonly platform?: string | undefined; readonly signal?: AbortSignal | undefined },
): Promise<{ readonly shared: number; readonly layers: number }> {
  const names = new NameTree();
  const scan = { verify: false, maxUnpacked: null, signal: options.signal };
  const archive = await openArchive(source, () => new LayerIndex(names), scan);
  try {
    const { contents, file } = archive;
    const candidates =
      contents.images.length === 1 && options.platform !== undefined
        ? [chooseImage(contents, { platform: options.platform }, file)]
        : [...contents.images, ...contents.otherPlatforms];
    const bases = candidates.map(diffIdsOf).filter((ids) => ids !== null);
    if (bases.length === 0) {
      throw new PlimsollError('corrupt', `${file} names no diff IDs to recognise a base by.`, { file });
    }
    const counts = bases.map((ids) => ({ shared: sharedLayers(ids, image), layers: ids.length }));
    return counts.reduce((best, count) => (count.shared > best.shared ? count : best));
  } finally {
    archive.store.close();
  }
}
