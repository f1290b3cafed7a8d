import { PlimsollError } from '../../core/errors.ts';
import { isRecord } from '../../core/value.ts';
import type { AttachmentFact } from '../facts.ts';
import { type JsonObject, objectList, textField, wrongShape } from '../json.ts';
import type { BlobStore } from '../store/blob-store.ts';
import type { SizeCheck } from './claimed-size.ts';
import type { ArchiveImage } from './contents.ts';
import {
  blobMember,
  isAttestation,
  isImageType,
  layerRef,
  manifestType,
  readDigest,
  tagOf,
} from './descriptor.ts';
import { isUnknownPlatform, readConfig, readObject } from './read-config.ts';

/** What an index leads to. */
export interface IndexContents {
  readonly images: readonly ArchiveImage[];
  /** Manifests that hold no file system. */
  readonly attachments: readonly AttachmentFact[];
  /** Configs that image manifests name and the archive lacks. */
  readonly absentConfigs: readonly string[];
}

const DEEPEST_INDEX = 16;
const MOST_MANIFESTS = 10_000;

/**
 * Follows index.json to its images: nested indexes, one entry for descriptors that repeat, attestations left out,
 * blobs that are absent (platforms that were never pulled) left out.
 * Source: OCI image spec, image-index.md and image-layout.md.
 */
export async function readIndex(
  store: BlobStore<unknown>,
  file: string,
  index: JsonObject,
  sizes: SizeCheck,
): Promise<IndexContents> {
  const walk = new IndexWalk(store, file, sizes);
  await walk.index(index, 'index.json', null, null, 0);
  return walk.contents();
}

class IndexWalk {
  readonly #store: BlobStore<unknown>;
  readonly #file: string;
  readonly #images = new Map<string, ArchiveImage>();
  readonly #attachments = new Map<string, AttachmentFact>();
  readonly #absentConfigs: string[] = [];
  readonly #sizes: SizeCheck;
  /** What every index and manifest that was read leads to; null while it is being read. */
  readonly #leadsTo = new Map<string, readonly string[] | null>();
  #seen = 0;

  constructor(store: BlobStore<unknown>, file: string, sizes: SizeCheck) {
    this.#store = store;
    this.#file = file;
    this.#sizes = sizes;
  }

  contents(): IndexContents {
    return {
      images: [...this.#images.values()],
      attachments: [...this.#attachments.values()],
      absentConfigs: this.#absentConfigs,
    };
  }

  async index(
    index: JsonObject,
    member: string,
    tag: string | null,
    target: string | null,
    depth: number,
  ): Promise<void> {
    if (depth > DEEPEST_INDEX) {
      throw new PlimsollError(
        'limit',
        `${this.#file}: ${member} is nested more than ${DEEPEST_INDEX} indexes deep.`,
        {
          file: this.#file,
          entry: member,
        },
      );
    }
    for (const descriptor of objectList(index, 'manifests', this.#file, member)) {
      if (++this.#seen > MOST_MANIFESTS) {
        throw new PlimsollError(
          'limit',
          `${this.#file}: index.json leads to more than ${MOST_MANIFESTS} manifests.`,
          { file: this.#file },
        );
      }
      await this.#descriptor(descriptor, member, tag, target, depth);
    }
  }

  async #descriptor(
    descriptor: JsonObject,
    from: string,
    tag: string | null,
    target: string | null,
    depth: number,
  ): Promise<void> {
    const digest = readDigest(descriptor, this.#file, from);
    if (isAttestation(descriptor)) {
      this.#attach('attestation', digest, typeOf(descriptor));
      return;
    }
    const member = blobMember(digest);
    if (this.#store.size(member) === null) return;
    this.#sizes.check(member, descriptor);
    const name = tagOf(descriptor) ?? tag;
    const known = this.#leadsTo.get(digest);
    if (known === null) throw wrongShape(this.#file, member, 'the index leads back to itself');
    if (known !== undefined) {
      for (const image of known) this.#addTag(image, name);
      return;
    }
    this.#leadsTo.set(digest, null);
    const value = await readObject(this.#store, this.#file, member);
    const before = this.#images.size;
    if (Array.isArray(value['manifests'])) await this.index(value, member, name, target ?? digest, depth + 1);
    else await this.#manifest(value, member, digest, name, target ?? digest);
    this.#leadsTo.set(digest, [...this.#images.keys()].slice(before));
  }

  #addTag(image: string, tag: string | null): void {
    const known = this.#images.get(image);
    if (known === undefined || tag === null || known.tags.includes(tag)) return;
    this.#images.set(image, { ...known, tags: [...known.tags, tag] });
  }

  #attach(kind: AttachmentFact['kind'], digest: string, type: string): void {
    this.#attachments.set(digest, { kind, digest, type });
  }

  async #manifest(
    manifest: JsonObject,
    member: string,
    digest: string,
    tag: string | null,
    target: string,
  ): Promise<void> {
    const config = manifest['config'];
    if (!isRecord(config)) throw wrongShape(this.#file, member, 'a manifest names its config');
    const type = manifestType(manifest, config);
    const configDigest = readDigest(config, this.#file, member);
    const configMember = blobMember(configDigest);
    if (!isImageType(type)) {
      this.#attach('artifact', digest, type);
      return;
    }
    if (this.#store.size(configMember) === null) {
      this.#absentConfigs.push(configMember);
      return;
    }
    this.#sizes.check(configMember, config);
    const read = await readConfig(this.#store, this.#file, configMember);
    if (isUnknownPlatform(read.platform)) {
      this.#attach('attestation', digest, typeOf(manifest));
      return;
    }
    this.#images.set(digest, {
      id: read.id,
      claimedId: configDigest,
      manifestDigest: digest,
      targetDigest: target,
      engineId: target,
      tags: tag === null ? [] : [tag],
      platform: read.platform,
      config: read.config,
      configMember,
      layers: objectList(manifest, 'layers', this.#file, member).map((layer) =>
        layerRef(this.#store, layer, this.#file, member),
      ),
    });
  }
}

/** What a manifest or its descriptor says that it is. */
function typeOf(value: JsonObject): string {
  return textField(value, 'artifactType') ?? textField(value, 'mediaType') ?? 'unknown';
}
