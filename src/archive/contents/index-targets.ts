import { sumOf } from '../../core/sum.ts';
import { isRecord } from '../../core/value.ts';
import { type JsonObject, objectList } from '../json.ts';
import type { BlobStore } from '../store/blob-store.ts';
import { isManifest } from './artifact.ts';
import { blobMember, readDigest, tagOf } from './descriptor.ts';
import { readObject } from './read-config.ts';

/** One manifest below a target. */
export interface TargetManifest {
  readonly digest: string;
  /** Digest of the config; null where the archive does not have the manifest, or the manifest has none. */
  readonly configDigest: string | null;
  /** Bytes of the manifest and of what it names, as far as the archive has them. */
  readonly contentBytes: number;
}

/** What a name of index.json points at: what an engine with the containerd image store calls an image. */
export interface IndexTarget {
  readonly digest: string;
  /** As annotated, in the order of index.json; empty for an untagged image. */
  readonly names: readonly string[];
  /** In the order of their indexes, each once. */
  readonly manifests: readonly TargetManifest[];
}

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
    const size = this.#store.size(member);
    if (size === null || !(await isManifest(this.#store, descriptor, member))) {
      found.set(digest, { digest, configDigest: null, contentBytes: size ?? 0 });
      return;
    }
    const value = await readObject(this.#store, this.#file, member);
    if (!Array.isArray(value['manifests'])) {
      found.set(digest, this.#manifest(value, digest));
      return;
    }
    for (const child of objectList(value, 'manifests', this.#file, member))
      await this.#collect(child, found, seen);
  }

  #manifest(manifest: JsonObject, digest: string): TargetManifest {
    const member = blobMember(digest);
    const config = manifest['config'];
    const configDigest = isRecord(config) ? readDigest(config, this.#file, member) : null;
    const named = ['layers', 'blobs'].flatMap((list) => objectList(manifest, list, this.#file, member));
    const blobs = new Set(named.map((blob) => readDigest(blob, this.#file, member)));
    if (configDigest !== null) blobs.add(configDigest);
    const contentBytes = sumOf([digest, ...blobs], (blob) => this.#store.size(blobMember(blob)) ?? 0);
    return { digest, configDigest, contentBytes };
  }
}
