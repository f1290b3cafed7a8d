import { parseDigest } from '../../core/digest.ts';
import { isRecord } from '../../core/value.ts';
import { type JsonObject, textField, wrongShape } from '../json.ts';
import type { BlobStore } from '../store/blob-store.ts';
import { parseTocClaim } from '../toc/toc-claim.ts';
import type { LayerRef } from './contents.ts';
import { isUnknownPlatform, platformOf } from './platform.ts';

const TAG_ANNOTATIONS = ['io.containerd.image.name', 'org.opencontainers.image.ref.name'];

/** Where a form of archives keeps what a digest names. */
export interface BlobPlaces {
  manifest(digest: string): string;
  blob(digest: string): string;
}

/** Where a layout keeps a blob. */
export function blobMember(digest: string): string {
  return `blobs/${digest.replace(':', '/')}`;
}

/** Everything of an OCI layout lies in one place. */
export const LAYOUT: BlobPlaces = { manifest: blobMember, blob: blobMember };

const bareHex = (digest: string): string => digest.slice(digest.indexOf(':') + 1);

/** skopeo's `dir:` names blobs by their bare hex digest. Source: containers/image, directory/directory_transport.go. */
export const DIRECTORY: BlobPlaces = {
  manifest: (digest) => `${bareHex(digest)}.manifest.json`,
  blob: bareHex,
};

/** The digest that the name of a blob in a layout or in skopeo's `dir:` claims; null for another name. */
export function blobDigest(member: string): string | null {
  const bare = /^([0-9a-f]{64})(\.manifest\.json)?$/.exec(member);
  if (bare) return `sha256:${bare[1]}`;
  const [folder, algorithm, hex, ...more] = member.split('/');
  const digest = `${algorithm}:${hex}`;
  return folder === 'blobs' && more.length === 0 && parseDigest(digest) !== null ? digest : null;
}

/** The digest of a descriptor; a `corrupt` error when it is none. */
export function readDigest(descriptor: JsonObject, file: string, from: string): string {
  const digest = textField(descriptor, 'digest');
  if (digest !== null && parseDigest(digest) !== null) return digest;
  throw wrongShape(
    file,
    from,
    `${JSON.stringify(descriptor['digest'] ?? null).slice(0, 100)} is not a digest`,
  );
}

/** The size that a descriptor claims, null where it claims none; a `corrupt` error when it is no number of bytes. */
function readSize(descriptor: JsonObject, file: string, from: string): number | null {
  const size = descriptor['size'] ?? null;
  if (size === null || (typeof size === 'number' && Number.isSafeInteger(size) && size >= 0)) return size;
  throw wrongShape(
    file,
    from,
    `the size of a layer is no number of bytes: ${JSON.stringify(size).slice(0, 100)}`,
  );
}

/** The image name that a descriptor's annotations give; null without one. */
export function tagOf(descriptor: JsonObject): string | null {
  const annotations = descriptor['annotations'];
  if (!isRecord(annotations)) return null;
  for (const key of TAG_ANNOTATIONS) {
    const tag = textField(annotations, key);
    if (tag) return tag;
  }
  return null;
}

/** True for a descriptor of BuildKit's attestations (provenance, SBOM), annotated or for no platform. */
export function isAttestation(descriptor: JsonObject): boolean {
  const { annotations, platform } = descriptor;
  if (isRecord(annotations) && annotations['vnd.docker.reference.type'] === 'attestation-manifest')
    return true;
  return isRecord(platform) && isUnknownPlatform(platformOf(platform));
}

/** What a manifest with this config is of: an artifact type, else the media type of the config. Source: OCI image spec, manifest.md. */
export function manifestType(manifest: JsonObject, config: JsonObject): string {
  return textField(manifest, 'artifactType') ?? textField(config, 'mediaType') ?? 'unknown';
}

/** True for the {@link manifestType} of an image, and where none is told. */
export function isImageType(type: string): boolean {
  return (
    /^application\/vnd\.(oci\.image\.config|docker\.container\.image)\.v1\+json$/.test(type) ||
    type === 'unknown'
  );
}

/** True for the descriptor of a layer that may not be distributed, so that an archive need not have it. */
export function isForeign(descriptor: JsonObject): boolean {
  const mediaType = textField(descriptor, 'mediaType') ?? '';
  return /foreign|nondistributable/.test(mediaType) || Array.isArray(descriptor['urls']);
}

/** A layer as a manifest's descriptor names it; `places` tells where blobs are. */
export function layerRef(
  store: BlobStore<unknown>,
  descriptor: JsonObject,
  file: string,
  from: string,
  places: BlobPlaces = LAYOUT,
): LayerRef {
  const digest = readDigest(descriptor, file, from);
  const mediaType = textField(descriptor, 'mediaType');
  const member = places.blob(digest);
  const claimedSize = readSize(descriptor, file, from);
  const stored = store.size(member);
  return {
    member,
    namedBy: from,
    presence: stored !== null ? 'present' : isForeign(descriptor) ? 'foreign' : 'missing',
    size: stored ?? claimedSize,
    digest,
    mediaType,
    claimedSize,
    toc: parseTocClaim(descriptor),
  };
}
