import { sha256 } from './image-archive.ts';
import type { TarEntry } from './tar.ts';

/** A JSON document as bytes. */
export function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

/** A descriptor of some bytes. */
export function descriptor(bytes: Buffer, mediaType: string, more: object = {}): object {
  return { mediaType, digest: sha256(bytes), size: bytes.length, ...more };
}

/** An image manifest of these layers as stored. */
export function imageManifest(config: Buffer, layers: readonly object[]): Buffer {
  return json({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: descriptor(config, 'application/vnd.oci.image.config.v1+json'),
    layers,
  });
}

/** An index of these descriptors. */
export function imageIndex(manifests: readonly object[]): Buffer {
  return json({ schemaVersion: 2, manifests });
}

/** The members of an OCI layout: its index and its blobs. */
export function ociLayout(index: Buffer, ...blobs: readonly Buffer[]): TarEntry[] {
  return [
    { name: 'oci-layout', body: '{"imageLayoutVersion":"1.0.0"}' },
    { name: 'index.json', body: index },
    ...blobs.map((body) => ({ name: `blobs/sha256/${sha256(body).slice(7)}`, body })),
  ];
}
