import type { Readable } from 'node:stream';
import type { UnpackTally } from '../archive/decompress.ts';
import type { ScanOptions } from '../archive/layer-scan.ts';
import { type OpenArchive, openArchive } from '../archive/open.ts';
import type { ProgressListener } from '../core/progress.ts';
import { type Timekeeper, timedAsync } from '../core/timing.ts';
import { fileError, isReadFailure } from '../files/file-error.ts';
import { openArchiveCache } from './cache/archive-cache.ts';
import { LayerIndex } from './index/layer-index.ts';
import { NameTree } from './index/name-tree.ts';
import type { KnownScans } from './layers/read-layers.ts';
import type { ArchiveFact } from './report.ts';

/** How to open an archive. */
export interface ArchiveOptions {
  /** Check every digest and diff ID. */
  readonly verify?: boolean | undefined;
  /** Bytes that one compressed stream may unpack to; default 2 GiB plus 200 times what is stored of it. */
  readonly maxUnpacked?: number | undefined;
  /** A directory in which to keep, and look for, the indexes of what had to be unpacked; not given: nothing is kept. */
  readonly cache?: string | undefined;
  readonly onProgress?: ProgressListener | undefined;
  /** Brings a clock and is told how long each part of the work took. */
  readonly timekeeper?: Timekeeper | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** An open archive and the names that the layers read from it share. */
export interface OpenedArchive {
  readonly archive: OpenArchive<LayerIndex>;
  readonly names: NameTree;
  /** Layers that were read, by member: several images may have them. */
  readonly scans: KnownScans;
  /** What was unpacked so far. */
  readonly tally: UnpackTally;
}

/** Opens an archive for `use` and closes it afterwards. */
export async function withArchive<T>(
  source: string | Readable,
  options: ArchiveOptions,
  use: (opened: OpenedArchive) => Promise<T>,
  names: NameTree = new NameTree(),
): Promise<T> {
  const { onProgress, signal, cache } = options;
  const memory = cache === undefined ? undefined : openArchiveCache(cache, names);
  const tally: UnpackTally = { stored: 0, unpacked: 0 };
  const openOptions = { ...scanOptionsOf(options), onProgress, signal, memory, tally };
  const open = (): Promise<OpenArchive<LayerIndex>> =>
    openArchive(source, () => new LayerIndex(names), openOptions);
  const archive = await timedAsync(options.timekeeper, 'open the archive', open);
  try {
    return await use({ archive, names, scans: new Map(), tally });
  } catch (error) {
    throw isReadFailure(error) ? fileError(error, archive.file) : error;
  } finally {
    archive.store.close();
  }
}

/** What of the options every scan needs to know. */
export function scanOptionsOf(options: ArchiveOptions): Pick<ScanOptions, 'verify' | 'maxUnpacked'> {
  return { verify: options.verify ?? false, maxUnpacked: options.maxUnpacked ?? null };
}

/** The archive as reports show it; of a directory, with the bytes that were used so far. */
export function archiveFact({ path, compression, contents, store }: OpenArchive<LayerIndex>): ArchiveFact {
  const { format, attachments } = contents;
  return { path, format, compression, bytes: store.bytes, attachments };
}
