import { PlimsollError } from '../../core/errors.ts';
import { isRecord } from '../../core/value.ts';
import { type JsonObject, objectList, textField, wrongShape } from '../json.ts';
import type { BlobStore } from '../store/blob-store.ts';
import { hasImageConfig } from './artifact.ts';
import type { SizeCheck } from './claimed-size.ts';
import type { ArchiveImage } from './contents.ts';
import { DIRECTORY, layerRef, manifestType } from './descriptor.ts';
import { type Form, indexForm } from './index-form.ts';
import { readIndex } from './oci-index.ts';
import { readConfig } from './read-config.ts';

const MANIFEST = 'manifest.json';

/** What skopeo's `dir:` holds: a registry's manifest, or its index of several (`skopeo copy --all`), and blobs named by their bare hex digest. */
export async function readSkopeoDirectory(
  store: BlobStore<unknown>,
  file: string,
  manifest: JsonObject,
  sizes: SizeCheck,
): Promise<Form> {
  if (Array.isArray(manifest['fsLayers'])) throw schemaOne(file);
  if (Array.isArray(manifest['manifests'])) {
    const found = await readIndex(store, file, manifest, sizes, DIRECTORY);
    // Nothing of an engine is in here: an image is known by its config, as where there is one alone.
    const images = found.images.map((image) => ({ ...image, engineId: image.id, targetDigest: null }));
    return indexForm('dir', { ...found, images }, file);
  }
  const config = manifest['config'];
  const digest = isRecord(config) ? textField(config, 'digest') : null;
  if (!isRecord(config) || digest === null)
    throw wrongShape(file, MANIFEST, 'it is neither docker’s list of images nor a registry’s manifest');
  const configMember = DIRECTORY.blob(digest);
  if (!(await hasImageConfig(store, manifest, config, configMember))) {
    const artifact = { kind: 'artifact', digest, type: manifestType(manifest, config) } as const;
    return indexForm('dir', { images: [], attachments: [artifact], absentConfigs: [] }, file);
  }
  sizes.check(configMember, config);
  const read = await readConfig(store, file, configMember);
  const image: ArchiveImage = {
    id: read.id,
    claimedId: digest,
    manifestDigest: null,
    targetDigest: null,
    engineId: read.id,
    tags: [],
    platform: read.platform,
    config: read.config,
    configMember,
    metadataBytes: (store.size(MANIFEST) ?? 0) + (store.size(configMember) ?? 0),
    layers: objectList(manifest, 'layers', file, MANIFEST).map((layer) =>
      layerRef(store, layer, file, MANIFEST, DIRECTORY),
    ),
  };
  return { format: 'dir', images: [image], otherPlatforms: [], incomplete: [], attachments: [] };
}

function schemaOne(file: string): PlimsollError {
  return new PlimsollError(
    'unsupported',
    `${file}: ${MANIFEST} is of schema 1, which no engine has written since 2017.`,
    {
      file,
      entry: MANIFEST,
      hint: 'Copy the image with skopeo copy --format v2s2, then inspect the copy.',
    },
  );
}
