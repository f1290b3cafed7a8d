import { gzipSync } from 'node:zlib';
import { sha256 } from './image-archive.ts';
import { descriptor, imageIndex, imageManifest, json, ociLayout } from './oci.ts';
import { padded, type TarEntry, tarHeader, tarOf } from './tar.ts';
import { skippableFrame, storedFrame } from './zstd.ts';

/** One member of a layer. */
export type LayerFile = TarEntry & {
  readonly name: string;
  /** The name that a pax header before it gives. */
  readonly path?: string;
};

/** A layer as an OCI archive stores it. */
export interface PackedLayer {
  readonly blob: Buffer;
  readonly diffId: string;
  readonly mediaType: string;
  readonly annotations: Readonly<Record<string, string>>;
}

/** Annotations to replace, or to leave out (null). */
type Overrides = Readonly<Record<string, string | null>>;

const TYPES: Readonly<Record<string, string>> = {
  0: 'reg',
  1: 'hardlink',
  2: 'symlink',
  3: 'char',
  5: 'dir',
};
const END = Buffer.alloc(1024);

/** An eStargz layer: the tar, its table of contents and the footer in gzip members. Source: stargz-snapshotter, docs/estargz.md. */
export function stargzLayer(files: readonly LayerFile[], overrides: Overrides = {}): PackedLayer {
  const toc = JSON.stringify({ version: 1, entries: files.map(tocEntry) });
  const tar = Buffer.concat([tarOf(...files), tarOf({ name: 'stargz.index.json', body: toc })]);
  const content = gzipSync(tarOf(...files));
  const tocAt = content.length.toString(16).padStart(16, '0');
  const footer = Buffer.concat([
    Buffer.from([0x1f, 0x8b, 8, 4, 0, 0, 0, 0, 0, 0xff, 26, 0, 0x53, 0x47, 22, 0]),
    Buffer.from(`${tocAt}STARGZ`),
    Buffer.from([1, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0]),
  ]);
  return {
    blob: Buffer.concat([content, gzipSync(tarOf({ name: 'stargz.index.json', body: toc })), footer]),
    diffId: sha256(tar),
    mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
    annotations: withOverrides(
      {
        'containerd.io/snapshot/stargz/toc.digest': sha256(Buffer.from(toc)),
        'io.containers.estargz.uncompressed-size': String(tar.length),
      },
      overrides,
    ),
  };
}

/** A zstd:chunked layer with tar-split. Source: containers/storage, docs/containers-storage-zstd-chunked.md. */
export function chunkedLayer(files: readonly LayerFile[], overrides: Overrides = {}): PackedLayer {
  const tar = tarOf(...files);
  const lines = tarSplit(files);
  const packedLines = storedFrame(lines);
  const entries = files.filter((file) => file.type !== 'x').map(tocEntry);
  const toc = JSON.stringify({ version: 1, entries, tarSplitDigest: sha256(packedLines) });
  const packedToc = storedFrame(toc);
  const content = storedFrame(tar);
  const tocAt = content.length + 8;
  const linesAt = tocAt + packedToc.length + 8;
  return {
    blob: Buffer.concat([
      content,
      skippableFrame(packedToc),
      skippableFrame(packedLines),
      skippableFrame(END.subarray(64)),
    ]),
    diffId: sha256(tar),
    mediaType: 'application/vnd.oci.image.layer.v1.tar+zstd',
    annotations: withOverrides(
      {
        'io.github.containers.zstd-chunked.manifest-checksum': sha256(packedToc),
        'io.github.containers.zstd-chunked.manifest-position': `${tocAt}:${packedToc.length}:${toc.length}:1`,
        'io.github.containers.zstd-chunked.tarsplit-position': `${linesAt}:${packedLines.length}:${lines.length}`,
      },
      overrides,
    ),
  };
}

/** An OCI archive of one image with these layers. */
export function ociArchive(layers: readonly PackedLayer[]): Buffer {
  const config = json({
    architecture: 'amd64',
    os: 'linux',
    rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
    history: layers.map((_, i) => ({ created_by: `RUN step ${i}` })),
  });
  const described = layers.map(({ blob, mediaType, annotations }) =>
    descriptor(blob, mediaType, { annotations }),
  );
  const manifest = imageManifest(config, described);
  const index = imageIndex([descriptor(manifest, 'application/vnd.oci.image.manifest.v1+json')]);
  return tarOf(...ociLayout(index, manifest, config, ...layers.map(({ blob }) => blob)));
}

function bodyOf(file: LayerFile): Buffer {
  return Buffer.from((file.body ?? '') as string);
}

function tocEntry(file: LayerFile): object {
  const body = bodyOf(file);
  return {
    type: TYPES[file.type ?? '0'],
    name: file.path ?? file.name,
    size: body.length,
    mode: file.mode ?? 0o644,
    uid: file.uid,
    gid: file.gid,
    modtime: new Date((file.mtime ?? 1_700_000_000) * 1000).toISOString(),
    linkName: file.link,
    ...(body.length > 0 ? { digest: sha256(body) } : {}),
  };
}

/** Headers and padding as they are, bodies by their size. Source: vbatts/tar-split, tar/storage. */
function tarSplit(files: readonly LayerFile[]): string {
  const lines: object[] = [];
  let pending: Uint8Array = Buffer.alloc(0);
  const flush = (): void => {
    lines.push({ type: 2, payload: Buffer.from(pending).toString('base64'), position: lines.length });
  };
  for (const file of files) {
    const body = bodyOf(file);
    pending = Buffer.concat([pending, tarHeader(file)]);
    if (file.type === 'x') pending = Buffer.concat([pending, padded(body)]);
    else if (body.length > 0) {
      flush();
      lines.push({
        type: 1,
        name: file.name,
        size: body.length,
        payload: 'AAAAAAAAAAA=',
        position: lines.length,
      });
      pending = padded(body).subarray(body.length);
    }
  }
  pending = Buffer.concat([pending, END]);
  flush();
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function withOverrides(
  annotations: Readonly<Record<string, string>>,
  overrides: Overrides,
): Record<string, string> {
  const merged = Object.entries({ ...annotations, ...overrides });
  return Object.fromEntries(merged.filter((pair): pair is [string, string] => pair[1] !== null));
}
