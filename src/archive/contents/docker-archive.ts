import { parseDigest } from '../../core/digest.ts';
import { PlimsollError } from '../../core/errors.ts';
import { isRecord } from '../../core/value.ts';
import { type JsonObject, textField, textList, wrongShape } from '../json.ts';
import { type BlobStore, missing } from '../store/blob-store.ts';
import { memberName } from '../store/member-name.ts';
import type { ArchiveImage, LayerRef } from './contents.ts';
import { isForeign } from './descriptor.ts';
import { readConfig } from './read-config.ts';

const MANIFEST = 'manifest.json';
const MOST_IMAGES = 10_000;

/**
 * The images that manifest.json lists, in its order. `described` are those of index.json, where the archive has one: they
 * add media types, manifest digests and claimed sizes. Source: moby image/tarexport, `manifestItem`.
 */
export async function readDockerManifest(
  store: BlobStore<unknown>,
  file: string,
  list: readonly unknown[],
  described: readonly ArchiveImage[],
): Promise<readonly ArchiveImage[]> {
  if (list.length === 0) throw wrongShape(file, MANIFEST, 'it lists no image');
  const images: ArchiveImage[] = [];
  if (list.length > MOST_IMAGES)
    throw new PlimsollError('limit', `${file}: ${MANIFEST} lists more than ${MOST_IMAGES} images.`, { file });
  for (const [i, item] of list.entries()) {
    if (!isRecord(item)) throw wrongShape(file, MANIFEST, `item ${i + 1} is not an object`);
    images.push(await readItem(store, file, item, described));
  }
  return images;
}

async function readItem(
  store: BlobStore<unknown>,
  file: string,
  item: JsonObject,
  described: readonly ArchiveImage[],
): Promise<ArchiveImage> {
  const configName = textField(item, 'Config');
  const configMember = memberName(configName ?? '');
  if (configName === null || configMember === '') throw wrongShape(file, MANIFEST, 'an image has no Config');
  if (store.size(configMember) === null) throw missing(store, file, 'config', configMember, MANIFEST);
  const read = await readConfig(store, file, configMember);
  const twin = described.find((image) => image.id === read.id) ?? null;
  const names = textList(item, 'Layers', file, MANIFEST);
  if (names.some((name) => memberName(name) === '')) throw wrongShape(file, MANIFEST, 'a layer has no name');
  const foreign = foreignLayers(item, read.config);
  return {
    id: read.id,
    claimedId: claimedDigest(configName),
    manifestDigest: twin?.manifestDigest ?? null,
    targetDigest: twin?.targetDigest ?? null,
    engineId: isClassicStore(item) ? read.id : (twin?.targetDigest ?? read.id),
    tags: textList(item, 'RepoTags', file, MANIFEST),
    platform: twin?.platform ?? read.platform,
    config: read.config,
    configMember,
    metadataBytes: twin?.metadataBytes ?? store.size(configMember) ?? 0,
    layers: names.map((name, i) => layerOf(store, name, twin?.layers[i] ?? null, foreign[i] ?? false)),
  };
}

/** Engines write `LayerSources` with the classic image store only. Source: moby image/tarexport/save.go. */
function isClassicStore(item: JsonObject): boolean {
  return isRecord(item['LayerSources']);
}

/** By layer: true where `LayerSources` says that it may not be distributed. */
function foreignLayers(item: JsonObject, config: JsonObject): readonly boolean[] {
  const sources = item['LayerSources'];
  const rootfs = config['rootfs'];
  const diffIds = isRecord(rootfs) && Array.isArray(rootfs['diff_ids']) ? rootfs['diff_ids'] : [];
  if (!isRecord(sources)) return [];
  return diffIds.map((diffId) => {
    const source = sources[String(diffId)];
    return isRecord(source) && isForeign(source);
  });
}

function layerOf(
  store: BlobStore<unknown>,
  name: string,
  twin: LayerRef | null,
  isForeignSource: boolean,
): LayerRef {
  const member = memberName(name);
  const digest = claimedDigest(name);
  const described = twin !== null && (twin.digest === digest || digest === null) ? twin : null;
  const stored = store.size(member);
  const absence = isForeignSource || twin?.presence === 'foreign' ? 'foreign' : 'missing';
  return {
    member,
    namedBy: MANIFEST,
    presence: stored !== null ? 'present' : absence,
    size: stored ?? described?.claimedSize ?? null,
    digest: digest ?? described?.digest ?? null,
    mediaType: described?.mediaType ?? null,
    claimedSize: described?.claimedSize ?? null,
    toc: described?.toc ?? null,
  };
}

/** The digest that a member's name claims: `blobs/sha256/<hex>`, `sha256:<hex>`, `<hex>.json`, `<hex>.tar.gz`. */
function claimedDigest(name: string): string | null {
  const blob = /^(?:.*\/)?blobs\/([a-z0-9]+)\/([a-f0-9]+)$/.exec(name);
  if (blob) return checked(`${blob[1]}:${blob[2]}`);
  const bare = /^(?:sha256:)?([a-f0-9]{64})(?:\.(?:json|tar|tar\.gz|tgz|tar\.zst|tar\.zstd))?$/.exec(name);
  return bare ? checked(`sha256:${bare[1]}`) : null;
}

function checked(digest: string): string | null {
  return parseDigest(digest) === null ? null : digest;
}
