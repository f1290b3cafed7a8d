import { openArchive } from '../archive/open.ts';
import { PlimsollError } from '../core/errors.ts';
import { chooseImage } from './choose-image.ts';
import { LayerIndex } from './layer-index.ts';
import { NameTree } from './name-tree.ts';

/** The diff IDs of a base image, lowest layer first. Throws as opening any archive does, and `corrupt` where its config names none. */
export async function readBaseLayers(
  source: string,
  platform: string | undefined,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const names = new NameTree();
  const options = { verify: false, maxUnpacked: null, signal };
  const archive = await openArchive(source, () => new LayerIndex(names), options);
  try {
    const { config, configMember } = chooseImage(archive.contents, { platform }, archive.file);
    const rootfs = config['rootfs'] as { readonly diff_ids?: unknown } | null | undefined;
    const ids = rootfs?.diff_ids;
    if (Array.isArray(ids) && ids.every((id) => typeof id === 'string')) return ids;
    throw new PlimsollError(
      'corrupt',
      `${archive.file}: ${configMember} names no diff IDs to recognise a base by.`,
      {
        file: archive.file,
        entry: configMember,
      },
    );
  } finally {
    archive.store.close();
  }
}

/** How many layers from the bottom two images share. */
export function sharedLayers(base: readonly (string | null)[], image: readonly (string | null)[]): number {
  let shared = 0;
  while (shared < base.length && base[shared] !== null && base[shared] === image[shared]) shared++;
  return shared;
}
