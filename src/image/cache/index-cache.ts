import { randomBytes } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { LayerScan } from '../../archive/layer-scan.ts';
import type { FileRange } from '../../archive/tar/scan-file.ts';
import type { LayerIndex } from '../index/layer-index.ts';
import type { NameTree } from '../index/name-tree.ts';
import { sampleBlob } from './blob-sample.ts';
import { type BlobIdentity, decodeIndex, encodeIndex, INDEX_VERSION } from './index-file.ts';

/** Bytes of indexes that are kept: those of about ten million entries. */
const ROOM = 1 << 30;
/** What a process left behind that was killed while it wrote. */
const LEFT_BEHIND = /\.tmp$/;
const LEFT_BEHIND_SECONDS = 3600;

/** Indexes of layers that had to be unpacked, in a directory that several processes may use at once. */
export interface IndexCache {
  /** The index of a blob over `names`; null where there is none that fits. */
  readonly find: (digest: string, blob: FileRange, names: NameTree) => LayerScan<LayerIndex> | null;
  /** Keeps the index of a blob, provided that the scan hashed the blob and it is what it is called. */
  readonly keep: (digest: string, blob: FileRange, scan: LayerScan<LayerIndex>) => void;
  /** Removes what was used least recently until the rest has room. */
  readonly prune: () => void;
}

/** A cache in a directory, which is made when there is something to keep. What the file system refuses is as if it were not there. */
export function openIndexCache(directory: string, room: number = ROOM): IndexCache {
  const folder = join(directory, `layer-index-${INDEX_VERSION}`);
  const fileOf = (digest: string): string => join(folder, digest.replace(/^sha256:/, ''));
  let hasKept = false;
  return {
    find: (digest, blob, names) =>
      quietly(() => {
        const file = fileOf(digest);
        const scan = decodeIndex(readFileSync(file), identityOf(digest, blob), names);
        const now = new Date();
        utimesSync(file, now, now);
        return scan;
      }),
    keep: (digest, blob, scan) => {
      if (scan.computedDigest !== digest || !digest.startsWith('sha256:')) return;
      quietly(() => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        writeBeside(fileOf(digest), encodeIndex(scan, identityOf(digest, blob)));
        hasKept = true;
      });
    },
    prune: () => {
      if (hasKept) quietly(() => removeOldest(folder, room));
      hasKept = false;
    },
  };
}

function identityOf(digest: string, blob: FileRange): BlobIdentity {
  return { digest, bytes: blob.length, sample: sampleBlob(blob) };
}

/** Whoever reads meanwhile sees the file before or the file after, whole. */
function writeBeside(file: string, bytes: Uint8Array): void {
  const beside = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    writeFileSync(beside, bytes, { mode: 0o600 });
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

function removeOldest(folder: string, room: number): void {
  const files = readdirSync(folder).flatMap((name) => {
    const stat = statSync(join(folder, name), { throwIfNoEntry: false });
    return stat === undefined ? [] : [{ name, bytes: stat.size, used: stat.mtimeMs }];
  });
  files.sort((a, b) => b.used - a.used || (a.name < b.name ? -1 : 1));
  const old = Date.now() - LEFT_BEHIND_SECONDS * 1000;
  let bytes = 0;
  for (const { name, bytes: own, used } of files) {
    bytes += own;
    if (bytes > room || (LEFT_BEHIND.test(name) && used < old)) rmSync(join(folder, name), { force: true });
  }
}

/** A cache that fails only costs time. */
function quietly<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}
