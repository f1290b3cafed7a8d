import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type TarEntry, tarOf } from './tar.ts';

/** A docker archive to be packed. */
export interface ArchiveSpec {
  /** The uncompressed tar of each layer, base first. */
  readonly layers: readonly Buffer[];
  /** The layers as stored, where they differ (compressed). */
  readonly stored?: readonly Buffer[];
  readonly history?: unknown;
  readonly tags?: readonly string[] | null;
  /** Changes to the config before it is written. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** More members, or replacements, at the end. */
  readonly extra?: readonly TarEntry[];
}

/** sha256 as digests are written. */
export function sha256(bytes: Uint8Array): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/** The members of a docker archive: blobs, manifest.json last. */
export function archiveMembers(spec: ArchiveSpec): TarEntry[] {
  const stored = spec.stored ?? spec.layers;
  const config = Buffer.from(
    JSON.stringify({
      architecture: 'amd64',
      os: 'linux',
      created: '2024-01-02T03:04:05Z',
      config: {},
      rootfs: { type: 'layers', diff_ids: spec.layers.map(sha256) },
      history:
        spec.history ??
        spec.layers.map((_, i) => ({ created: '2024-01-02T03:04:05Z', created_by: `RUN step ${i}` })),
      ...spec.config,
    }),
  );
  const name = (bytes: Buffer): string => `blobs/sha256/${sha256(bytes).slice(7)}`;
  const manifest = [
    {
      Config: name(config),
      RepoTags: spec.tags === undefined ? ['test/made:1'] : spec.tags,
      Layers: stored.map(name),
    },
  ];
  return [
    ...stored.map((layer) => ({ name: name(layer), body: layer })),
    { name: name(config), body: config },
    { name: 'manifest.json', body: JSON.stringify(manifest) },
    ...(spec.extra ?? []),
  ];
}

/** A docker archive as bytes. */
export function dockerArchive(spec: ArchiveSpec): Buffer {
  return tarOf(...archiveMembers(spec));
}

/** A scratch directory that goes when the test file is done. */
export function scratchDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Writes bytes to a file in a directory and returns its path. */
export function writeTo(directory: string, name: string, bytes: Uint8Array | string): string {
  const file = join(directory, name);
  writeFileSync(file, bytes);
  return file;
}
