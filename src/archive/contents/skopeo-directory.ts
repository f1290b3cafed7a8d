import { PlimsollError } from '../../core/errors.ts';
import { isRecord } from '../../core/value.ts';
import { type JsonObject, objectList, textField, wrongShape } from '../json.ts';
import type { BlobStore } from '../store/blob-store.ts';
import type { SizeCheck } from './claimed-size.ts';
import type { ArchiveContents, ArchiveImage } from './contents.ts';
import { layerRef } from './descriptor.ts';
import { readConfig } from './read-config.ts';

const MANIFEST = 'manifest.json';

/** What skopeo's `dir:` holds: a registry's manifest, and blobs named by their bare hex digest. */
export async function readSkopeoDirectory(
  store: BlobStore<unknown>,
  file: string,
  manifest: JsonObject,
  sizes: SizeCheck,
): Promise<Omit<ArchiveContents, 'wrongSizes'>> {
  if (Array.isArray(manifest['fsLayers'])) throw schemaOne(file);
  const config = manifest['config'];
  const digest = isRecord(config) ? textField(config, 'digest') : null;
  if (!isRecord(config) || digest === null)
    throw wrongShape(file, MANIFEST, 'it is neither docker’s list of images nor a registry’s manifest');
  const configMember = bareHex(digest);
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
    layers: objectList(manifest, 'layers', file, MANIFEST).map((layer) =>
      layerRef(store, layer, file, MANIFEST, bareHex),
    ),
  };
  return { format: 'dir', images: [image], otherPlatforms: [], incomplete: [], attachments: [] };
}

function bareHex(digest: string): string {
  return digest.slice(digest.indexOf(':') + 1);
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
