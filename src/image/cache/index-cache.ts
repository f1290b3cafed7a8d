import { readFileSync } from 'node:fs';
import type { FileRange } from '../../archive/file-range.ts';
import type { LayerScan } from '../../archive/layer-scan.ts';
import type { LayerIndex } from '../index/layer-index.ts';
import type { NameTree } from '../index/name-tree.ts';
import { sampleBlob } from './blob-sample.ts';
import { openCacheFolder } from './cache-folder.ts';
import { type BlobIdentity, decodeIndex, encodeIndex } from './index-file.ts';

/** Indexes of layers that had to be unpacked. */
export interface IndexCache {
  /** The index of a blob over `names`; null where there is none that fits. */
  readonly find: (digest: string, blob: FileRange, names: NameTree) => LayerScan<LayerIndex> | null;
  /** Keeps the index of a blob, provided that the scan hashed the blob and it is what it is called. */
  readonly keep: (digest: string, blob: FileRange, scan: LayerScan<LayerIndex>) => void;
  /** Removes what was used least recently until the rest has room. */
  readonly prune: () => void;
}

/** Keeps indexes in a directory. What the file system refuses is as if it were not there. */
export function openIndexCache(directory: string, room?: number): IndexCache {
  const folder = openCacheFolder(directory, room);
  return {
    find: (digest, blob, names) =>
      folder.read(fileOf(digest), (fd) => decodeIndex(readFileSync(fd), identityOf(digest, blob), names)),
    keep: (digest, blob, scan) => {
      if (scan.computedDigest !== digest || !digest.startsWith('sha256:')) return;
      folder.keep(
        fileOf(digest),
        encodeLater(() => encodeIndex(scan, identityOf(digest, blob))),
      );
    },
    prune: folder.prune,
  };
}

/** What fails while it is encoded fails where the folder minds it. */
function* encodeLater(encode: () => readonly Uint8Array[]): Generator<Uint8Array> {
  yield* encode();
}

function fileOf(digest: string): string {
  return digest.replace(/^sha256:/, '');
}

function identityOf(digest: string, blob: FileRange): BlobIdentity {
  return { digest, bytes: blob.length, sample: sampleBlob(blob) };
}
