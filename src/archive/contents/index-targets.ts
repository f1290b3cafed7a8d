import { sumOf } from '../../core/sum.ts';
import { isRecord } from '../../core/value.ts';
import type { Platform } from '../facts.ts';
import { type JsonObject, objectList } from '../json.ts';
import type { BlobStore } from '../store/blob-store.ts';
import { blobMember, isAttestation, isImageType, manifestType, readDigest, tagOf } from './descriptor.ts';
import { isUnknownPlatform, platformOf, readObject } from './read-config.ts';

/** One manifest below a target. */
export interface TargetManifest {
  readonly digest: string;
  readonly kind: 'image' | 'attestation' | 'other';
  /** Digest of the config; null where the archive does not have the manifest. */
  readonly configDigest: string | null;
  readonly platform: Platform;
  /** Bytes of the manifest, its config and its layers, as far as the archive has them. */
  readonly contentBytes: number;
  /** Everything that the manifest names is in the archive. */
  readonly isComplete: boolean;
}

/** What a name of index.json points at: what an engine with the containerd image store calls an image. */
export interface IndexTarget {
  readonly digest: string;
  /** As annotated, in the order of index.json; empty for an untagged image. */
  readonly names: readonly string[];
  /** In the order of their indexes, each once. */
  readonly manifests: readonly TargetManifest[];
}

const NOWHERE: Platform = { os: null, architecture: null, variant: null };

/**
 * The targets of index.json with all that each of them leads to, for listings as `docker images` makes them. The archive's
 * contents must have been read before, which checks the shape and the depth of every index.
 */
export async function readTargets(store: BlobStore<unknown>, file: string): Promise<readonly IndexTarget[]> {
  if (store.size('index.json') === null) return [];
  const names = new Map<string, string[]>();
  const reader = new ManifestReader(store, file);
  const targets: IndexTarget[] = [];
  for (const descriptor of objectList(
    await readObject(store, file, 'index.json'),
    'manifests',
    file,
    'index.json',
  )) {
    const digest = readDigest(descriptor, file, 'index.json');
    const name = tagOf(descriptor);
    const known = names.get(digest);
    if (known) {
      if (name !== null && !known.includes(name)) known.push(name);
      continue;
    }
    if (store.size(blobMember(digest)) === null) continue;
    const ownNames = name === null ? [] : [name];
    names.set(digest, ownNames);
    targets.push({ digest, names: ownNames, manifests: await reader.below(descriptor) });
  }
  return targets;
}

class ManifestReader {
  readonly #store: BlobStore<unknown>;
  readonly #file: string;

  constructor(store: BlobStore<unknown>, file: string) {
    this.#store = store;
    this.#file = file;
  }

  /** All manifests that a descriptor leads to. */
  async below(descriptor: JsonObject): Promise<readonly TargetManifest[]> {
    const found = new Map<string, TargetManifest>();
    await this.#collect(descriptor, found, new Set());
    return [...found.values()];
  }

  async #collect(
    descriptor: JsonObject,
    found: Map<string, TargetManifest>,
    seen: Set<string>,
  ): Promise<void> {
    const digest = readDigest(descriptor, this.#file, 'index.json');
    if (seen.has(digest)) return;
    seen.add(digest);
    const member = blobMember(digest);
    if (this.#store.size(member) === null) {
      found.set(digest, absentManifest(descriptor, digest));
      return;
    }
    const value = await readObject(this.#store, this.#file, member);
    if (!Array.isArray(value['manifests'])) {
      found.set(digest, await this.#manifest(descriptor, value, digest));
      return;
    }
    for (const child of objectList(value, 'manifests', this.#file, member))
      await this.#collect(child, found, seen);
  }

  async #manifest(descriptor: JsonObject, manifest: JsonObject, digest: string): Promise<TargetManifest> {
    const member = blobMember(digest);
    const config = isRecord(manifest['config']) ? manifest['config'] : {};
    const configDigest = readDigest(config, this.#file, member);
    const layers = objectList(manifest, 'layers', this.#file, member).map((layer) =>
      readDigest(layer, this.#file, member),
    );
    const sizes = [digest, configDigest, ...new Set(layers)].map((blob) =>
      this.#store.size(blobMember(blob)),
    );
    const platform = await this.#platform(descriptor, configDigest);
    const isImage = isImageType(manifestType(manifest, config)) && !isUnknownPlatform(platform);
    return {
      digest,
      kind: isAttestation(descriptor) ? 'attestation' : isImage ? 'image' : 'other',
      configDigest,
      platform,
      contentBytes: sumOf(sizes, (size) => size ?? 0),
      isComplete: sizes.every((size) => size !== null),
    };
  }

  /** That of the descriptor, else that of the config. */
  async #platform(descriptor: JsonObject, configDigest: string): Promise<Platform> {
    if (isRecord(descriptor['platform'])) return platformOf(descriptor['platform']);
    const member = blobMember(configDigest);
    return this.#store.size(member) === null
      ? NOWHERE
      : platformOf(await readObject(this.#store, this.#file, member));
  }
}

function absentManifest(descriptor: JsonObject, digest: string): TargetManifest {
  const platform = isRecord(descriptor['platform']) ? platformOf(descriptor['platform']) : NOWHERE;
  const kind = isAttestation(descriptor) ? 'attestation' : 'image';
  return { digest, kind, configDigest: null, platform, contentBytes: 0, isComplete: false };
}
