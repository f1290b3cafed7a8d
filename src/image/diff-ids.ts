import type { ArchiveImage } from '../archive/contents/contents.ts';
import { parseDigest } from '../core/digest.ts';
import { PlimsollError } from '../core/errors.ts';
import type { Warning } from '../core/report.ts';

/** By layer, base first: its diff ID; null where nobody names it. */
export type DiffIds = readonly (string | null)[];

/** The diff IDs that an image's config names, base first; null where it names none, or something else. */
export function diffIdsOf(image: ArchiveImage): readonly string[] | null {
  const listed = listedIn(image);
  return isTextList(listed) ? listed : null;
}

/**
 * The diff IDs of all layers. A config without any is a warning; throws `corrupt` for one whose list is none, holds what is no digest, or
 * is of another number of layers.
 */
export function readDiffIds(
  image: ArchiveImage,
  file: string,
): { readonly diffIds: DiffIds; readonly warnings: readonly Warning[] } {
  const listed = listedIn(image);
  const { layers, configMember } = image;
  if (listed === null)
    return { diffIds: layers.map(() => null), warnings: layers.length === 0 ? [] : [MISSING] };
  if (!isTextList(listed)) {
    const message = `${file}: ${configMember} has diff_ids that are no list of digests.`;
    throw new PlimsollError('corrupt', message, { file, entry: configMember });
  }
  const wrong = listed.find((id) => parseDigest(id) === null);
  if (wrong !== undefined) {
    const message = `${file}: ${configMember} names the diff ID ${JSON.stringify(wrong).slice(0, 100)}, which is not a digest.`;
    throw new PlimsollError('corrupt', message, { file, entry: configMember });
  }
  if (listed.length !== layers.length) {
    const message = `${file}: the image has ${layers.length} layers, its config ${configMember} names ${listed.length} diff IDs.`;
    throw new PlimsollError('corrupt', message, { file, entry: configMember });
  }
  return { diffIds: listed, warnings: [] };
}

/** How many layers from the bottom two images share. */
export function sharedLayers(base: DiffIds, image: DiffIds): number {
  let shared = 0;
  while (shared < base.length && base[shared] !== null && base[shared] === image[shared]) shared++;
  return shared;
}

const MISSING: Warning = {
  code: 'diff-ids-missing',
  message: 'The config names no diff IDs; layers are known by their digests only.',
};

function listedIn({ config }: ArchiveImage): unknown {
  const rootfs = config['rootfs'] as { readonly diff_ids?: unknown } | null | undefined;
  return rootfs?.diff_ids ?? null;
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
