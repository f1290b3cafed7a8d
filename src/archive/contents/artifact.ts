import { isRecord } from '../../core/value.ts';
import type { Platform } from '../facts.ts';
import { type JsonObject, type ReadonlyUint8Array, readJson, textField } from '../json.ts';
import type { BlobStore } from '../store/blob-store.ts';
import { isImageType, manifestType } from './descriptor.ts';

/** Manifests and configs of images are shorter; what is longer and calls itself something else is not looked into. */
const LONGEST_GUESS = 1 << 20;
/** What no tar calls itself: signatures, SBOMs, policies. */
const DOCUMENT = /^text\/|json$/;

/**
 * True where the blob of a descriptor is a manifest or an index: by its media type, or if that speaks of something else, by what is in it.
 * BuildKit's local cache lists layers and a configuration of its own as an index lists manifests.
 */
export async function isManifest(
  store: BlobStore<unknown>,
  descriptor: JsonObject,
  member: string,
): Promise<boolean> {
  const type = textField(descriptor, 'mediaType') ?? '';
  if (type === '' || /manifest|index/.test(type)) return true;
  const size = store.size(member);
  if (size === null || size > LONGEST_GUESS) return false;
  const value = readQuietly(await store.readSmall(member));
  return isRecord(value) && (Array.isArray(value['manifests']) || isRecord(value['config']));
}

/** True for a manifest that needs no config: what OCI 1.1 had for artifacts in its release candidates, and registries still hold. */
export function isConfigless(manifest: JsonObject): boolean {
  return (
    textField(manifest, 'artifactType') !== null || /artifact/.test(textField(manifest, 'mediaType') ?? '')
  );
}

/**
 * True where the config of a manifest is an image's. Media types lie: where the type says otherwise, but is no artifact's, the config
 * itself is asked whether it names as many diff IDs as there are layers.
 */
export async function hasImageConfig(
  store: BlobStore<unknown>,
  manifest: JsonObject,
  config: JsonObject,
  member: string,
): Promise<boolean> {
  if (isImageType(manifestType(manifest, config))) return true;
  const size = store.size(member);
  if (textField(manifest, 'artifactType') !== null || size === null || size > LONGEST_GUESS) return false;
  const bytes = await store.readSmall(member);
  const value = readQuietly(bytes);
  const rootfs = isRecord(value) ? value['rootfs'] : null;
  const diffIds = isRecord(rootfs) ? rootfs['diff_ids'] : null;
  const layers = manifest['layers'];
  return Array.isArray(diffIds) && Array.isArray(layers) && diffIds.length === layers.length;
}

/** True for what poses as an image, as signatures of cosign do: made for no platform, and no layer is a file system by its own word. */
export function isDocument(platform: Platform, layers: readonly JsonObject[]): boolean {
  const isDocumentLayer = (layer: JsonObject): boolean => DOCUMENT.test(textField(layer, 'mediaType') ?? '');
  return (
    platform.os === null &&
    platform.architecture === null &&
    layers.length > 0 &&
    layers.every(isDocumentLayer)
  );
}

function readQuietly(bytes: ReadonlyUint8Array): unknown {
  try {
    return readJson(bytes, '', '');
  } catch {
    return null; // it is what it says: something else
  }
}
