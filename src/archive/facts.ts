/** How a blob is compressed, told by its first bytes and never by a name or a media type. */
export type Compression = 'none' | 'gzip' | 'zstd';

/** A platform as image configs and descriptors name it. */
export interface Platform {
  readonly os: string | null;
  readonly architecture: string | null;
  readonly variant: string | null;
}

/** A manifest beside the images that holds no file system of its own. */
export interface AttachmentFact {
  /** `attestation`: provenance, SBOMs and the like about an image; `artifact`: charts, signatures, policies and all else. */
  readonly kind: 'attestation' | 'artifact';
  readonly digest: string;
  /** What its manifest or descriptor calls it. */
  readonly type: string;
}
