import { PlimsollError } from '../../core/errors.ts';
import { familiarReference } from '../../core/reference.ts';
import { isRecord } from '../../core/value.ts';
import type { AttachmentFact } from '../facts.ts';
import { type JsonObject, objectList, textField, wrongShape } from '../json.ts';
import type { BlobStore } from '../store/blob-store.ts';
import { hasImageConfig, isConfigless, isDocument, isManifest } from './artifact.ts';
import type { SizeCheck } from './claimed-size.ts';
import type { ArchiveImage } from './contents.ts';
import {
  type BlobPlaces,
  isAttestation,
  LAYOUT,
  layerRef,
  manifestType,
  readDigest,
  tagOf,
} from './descriptor.ts';
import { isUnknownPlatform, platformOf, platformWith } from './platform.ts';
import { readConfig, readObject } from './read-config.ts';

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
 * Follows an index to its images: nested indexes, one entry for descriptors that repeat, attestations left out,
 * blobs that are absent (platforms that were never pulled) left out.
 * Source: OCI image spec, image-index.md and image-layout.md.
 */
export async function readIndex(
  store: BlobStore<unknown>,
  file: string,
  index: JsonObject,
  sizes: SizeCheck,
  places: BlobPlaces = LAYOUT,
): Promise<IndexContents> {
  const walk = new IndexWalk(store, file, sizes, places);
  await walk.index(index, places === LAYOUT ? 'index.json' : 'manifest.json', NOWHERE, 0);
  return walk.contents();
}

/** How a manifest was come to. */
interface Path {
  readonly tag: string | null;
  /** What the outermost index names. */
  readonly target: string | null;
}

const NOWHERE: Path = { tag: null, target: null };

class IndexWalk {
  readonly #store: BlobStore<unknown>;
  readonly #file: string;
  readonly #images = new Map<string, ArchiveImage>();
  readonly #attachments = new Map<string, AttachmentFact>();
  readonly #absentConfigs: string[] = [];
  readonly #sizes: SizeCheck;
  readonly #places: BlobPlaces;
  /** What every index and manifest that was read leads to; null while it is being read. */
  readonly #leadsTo = new Map<string, readonly string[] | null>();
  #seen = 0;

  constructor(store: BlobStore<unknown>, file: string, sizes: SizeCheck, places: BlobPlaces) {
    this.#store = store;
    this.#file = file;
    this.#sizes = sizes;
    this.#places = places;
  }

  contents(): IndexContents {
    return {
      images: [...this.#images.values()],
      attachments: [...this.#attachments.values()],
      absentConfigs: this.#absentConfigs,
    };
  }

  async index(index: JsonObject, member: string, path: Path, depth: number): Promise<void> {
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
      await this.#descriptor(descriptor, member, path, depth);
    }
  }

  async #descriptor(descriptor: JsonObject, from: string, path: Path, depth: number): Promise<void> {
    const digest = readDigest(descriptor, this.#file, from);
    if (isAttestation(descriptor)) {
      this.#attach('attestation', digest, typeOf(descriptor));
      return;
    }
    const member = this.#places.manifest(digest);
    if (this.#store.size(member) === null) return;
    this.#sizes.check(member, descriptor);
    const name = tagOf(descriptor);
    // As manifest.json has it, so that one image has one name in every form.
    const tag = name === null ? path.tag : familiarReference(name);
    const known = this.#leadsTo.get(digest);
    if (known === null) throw wrongShape(this.#file, member, 'the index leads back to itself');
    if (known !== undefined) {
      for (const image of known) this.#addTag(image, tag);
      return;
    }
    if (!(await isManifest(this.#store, descriptor, member))) {
      this.#attach('artifact', digest, typeOf(descriptor));
      return;
    }
    this.#leadsTo.set(digest, null);
    const value = await readObject(this.#store, this.#file, member);
    const before = this.#images.size;
    const way = { tag, target: path.target ?? digest };
    if (Array.isArray(value['manifests'])) await this.index(value, member, way, depth + 1);
    else await this.#manifest(value, member, descriptor, digest, way);
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
    descriptor: JsonObject,
    digest: string,
    path: Path & { readonly target: string },
  ): Promise<void> {
    const config = manifest['config'];
    if (!isRecord(config)) {
      if (!isConfigless(manifest)) throw wrongShape(this.#file, member, 'a manifest names its config');
      this.#attach('artifact', digest, typeOf(manifest));
      return;
    }
    const configDigest = readDigest(config, this.#file, member);
    const configMember = this.#places.blob(configDigest);
    if (!(await hasImageConfig(this.#store, manifest, config, configMember))) {
      this.#attach('artifact', digest, manifestType(manifest, config));
      return;
    }
    const layers = objectList(manifest, 'layers', this.#file, member);
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
    const wanted = isRecord(descriptor['platform']) ? platformOf(descriptor['platform']) : null;
    const platform = platformWith(read.platform, wanted);
    if (isDocument(platform, layers)) {
      this.#attach('artifact', digest, textField(layers[0]!, 'mediaType') ?? 'unknown');
      return;
    }
    this.#images.set(digest, {
      id: read.id,
      claimedId: configDigest,
      manifestDigest: digest,
      targetDigest: path.target,
      engineId: path.target,
      tags: path.tag === null ? [] : [path.tag],
      platform,
      config: read.config,
      configMember,
      metadataBytes: (this.#store.size(member) ?? 0) + (this.#store.size(configMember) ?? 0),
      layers: layers.map((layer) => layerRef(this.#store, layer, this.#file, member, this.#places)),
    });
  }
}

/** What a manifest or its descriptor says that it is. */
function typeOf(value: JsonObject): string {
  return textField(value, 'artifactType') ?? textField(value, 'mediaType') ?? 'unknown';
}
