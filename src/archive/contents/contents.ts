import type { AttachmentFact, Platform } from '../facts.ts';
import type { JsonObject } from '../json.ts';
import type { TocClaim } from '../toc/toc-claim.ts';

/** One layer of an image, as the archive names it. */
export interface LayerRef {
  /** The member that holds the blob, or would. */
  readonly member: string;
  /** The member that names the layer: a manifest. */
  readonly namedBy: string;
  /** `present`; `foreign`: absent, as layers that may not be distributed are; `missing`: absent without an excuse. */
  readonly presence: 'present' | 'foreign' | 'missing';
  /** Bytes of the blob: as the archive has it, else as a descriptor claims; null where nothing says it. */
  readonly size: number | null;
  /** Digest of the blob as stored; null where nothing says it. */
  readonly digest: string | null;
  readonly mediaType: string | null;
  /** Size that a descriptor claims, in bytes. */
  readonly claimedSize: number | null;
  /** A table of contents that a descriptor claims. */
  readonly toc: TocClaim | null;
}

/** One image of an archive. */
export interface ArchiveImage {
  /** sha256 of the config's bytes, computed. */
  readonly id: string;
  /** Digest that the config's name or descriptor claims; null where it claims none. */
  readonly claimedId: string | null;
  readonly manifestDigest: string | null;
  /** Digest of the index or manifest that the tag names in index.json; null without one. */
  readonly targetDigest: string | null;
  /**
   * The ID that a docker engine shows: the config's digest with the classic image store, the target's with the containerd
   * image store. The archive tells which store it comes from.
   */
  readonly engineId: string;
  readonly tags: readonly string[];
  readonly platform: Platform;
  readonly config: JsonObject;
  /** The member that holds the config, for messages. */
  readonly configMember: string;
  /** Bytes of the config and, where the archive has one, of the manifest. */
  readonly metadataBytes: number;
  /** Base first. */
  readonly layers: readonly LayerRef[];
}

/** What an archive holds. */
export interface ArchiveContents {
  readonly format: 'docker-archive' | 'oci-archive' | 'oci-layout' | 'dir';
  /** In the order in which `--image N` counts; the other platforms follow. */
  readonly images: readonly ArchiveImage[];
  /** Other platforms of the same images, which only index.json names. */
  readonly otherPlatforms: readonly ArchiveImage[];
  /** Images that lack a layer without an excuse, as of platforms that were never pulled; none where every image does. */
  readonly incomplete: readonly ArchiveImage[];
  /** Manifests without a file system, in the order of index.json. */
  readonly attachments: readonly AttachmentFact[];
  /** Manifests and configs that are not as long as their descriptors claim; only where everything is to be verified. */
  readonly wrongSizes: readonly WrongSize[];
}

/** A member that is not as long as its descriptor claims. */
export interface WrongSize {
  readonly member: string;
  readonly bytes: number;
  readonly claimed: number;
}
