import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { PlimsollError } from '../core/errors.ts';
import { fileError, isMissing } from '../files/file-error.ts';
import type { ArchiveMemory, ArchiveRecord } from './archive-memory.ts';
import { detectCompression, foreignFormat, lacksChecksum } from './compression.ts';
import type { ArchiveContents } from './contents/contents.ts';
import { readContents } from './contents/read-contents.ts';
import { decompress } from './decompress.ts';
import type { Compression } from './facts.ts';
import type { FileRange } from './file-range.ts';
import { readHead } from './file-range.ts';
import { HeadedStream, type StreamOptions } from './headed-stream.ts';
import type { LayerVisitor, ScanOptions } from './layer-scan.ts';
import { finishDigest } from './sha256.ts';
import type { BlobStore } from './store/blob-store.ts';
import { DirectoryStore } from './store/directory-store.ts';
import { readMembers } from './store/read-members.ts';
import { StreamStore } from './store/stream-store.ts';
import { TarStore } from './store/tar-store.ts';
import { BLOCK } from './tar/header-block.ts';

/** An image archive, opened: what it holds, and the store its layers are read from. Close the store in the end. */
export interface OpenArchive<Index> {
  /** As the caller named it; null for a stream. */
  readonly path: string | null;
  /** The name for messages. */
  readonly file: string;
  /** Of the archive as a whole. */
  readonly compression: Compression;
  readonly contents: ArchiveContents;
  readonly store: BlobStore<Index>;
}

/** How to open an archive. */
export interface OpenOptions<Index> extends ScanOptions, StreamOptions {
  /** Of archives that are compressed as a whole; not asked when everything is to be verified. */
  readonly memory?: ArchiveMemory<Index> | undefined;
}

/** Opens anything that holds images: a file, a directory, a pipe, a stream. `createIndex` makes the index that a layer fills. */
export async function openArchive<Index extends LayerVisitor>(
  source: string | Readable,
  createIndex: () => Index,
  options: OpenOptions<Index>,
): Promise<OpenArchive<Index>> {
  if (typeof source !== 'string') return openStream(source, null, createIndex, options);
  const kind = statSource(source);
  if (kind === 'directory') {
    const store = new DirectoryStore(source, createIndex);
    return withContents({ path: source, file: source, compression: 'none', store }, true, options);
  }
  return kind === 'file'
    ? openFile(source, createIndex, options)
    : openStream(createReadStream(source), source, createIndex, options);
}

function statSource(path: string): 'file' | 'directory' | 'pipe' {
  if (path === '') throw new PlimsollError('usage', 'The name of the archive is empty.');
  try {
    const stat = statSync(path);
    return stat.isDirectory() ? 'directory' : stat.isFile() ? 'file' : 'pipe';
  } catch (error) {
    throw isMissing(error) && IMAGE_NAME.test(path) ? noFile(path, error) : fileError(error, path);
  }
}

/** `nginx`, `nginx:1.27`, `ghcr.io/team/app@sha256:...`: nothing that anybody calls a file. */
const IMAGE_NAME = /^[a-z0-9][\w.-]*(?:[/:@][\w.-]+)*$/;
const FILE_ENDING = /\.(?:tar|tgz|gz|zst|oci|json)$/;

/** Whoever knows docker tries the name of an image first. */
function noFile(path: string, cause: unknown): PlimsollError {
  const details = FILE_ENDING.test(path)
    ? {}
    : { hint: `Name a file. For an image of an engine: docker save ${path} | plimsoll image -` };
  return new PlimsollError('not-found', `${path} does not exist.`, { file: path, cause, ...details });
}

async function openFile<Index extends LayerVisitor>(
  path: string,
  createIndex: () => Index,
  options: OpenOptions<Index>,
): Promise<OpenArchive<Index>> {
  let fd: number;
  try {
    fd = openSync(path, 'r');
  } catch (error) {
    throw fileError(error, path);
  }
  try {
    const range = { fd, start: 0, length: statSync(path).size };
    const head = readHead(range, BLOCK);
    refuseForeign(head, path);
    const compression = detectCompression(head);
    if (compression === 'none') {
      const store = new TarStore(path, range, createIndex);
      return await withContents({ path, file: path, compression, store }, false, options);
    }
    const archive = await openPacked(range, path, compression, createIndex, options);
    closeSync(fd);
    return archive;
  } catch (error) {
    closeSync(fd);
    throw fileError(error, path);
  }
}

/** A file that is compressed as a whole: as it is remembered, else by unpacking it. */
async function openPacked<Index extends LayerVisitor>(
  range: FileRange,
  path: string,
  compression: Compression,
  createIndex: () => Index,
  options: OpenOptions<Index>,
): Promise<OpenArchive<Index>> {
  // What is remembered was never held against a limit that is stated now.
  const isAsked = options.verify || options.maxUnpacked !== null;
  const record = isAsked ? undefined : options.memory?.of(range, path);
  const members = await record?.recall(hashProgress(range.length, options));
  if (!members) {
    const stream = createReadStream(path, { highWaterMark: 256 << 10 });
    return openStream(stream, path, createIndex, options, record);
  }
  const store = new StreamStore(path, range.length, members, createIndex);
  return withContents({ path, file: path, compression, store }, false, options);
}

async function openStream<Index extends LayerVisitor>(
  stream: Readable,
  path: string | null,
  createIndex: () => Index,
  options: OpenOptions<Index>,
  record?: ArchiveRecord<Index>,
): Promise<OpenArchive<Index>> {
  const file = path ?? 'standard input';
  const hash = record === undefined ? null : createHash('sha256');
  const reader = new HeadedStream(stream, options, hash);
  try {
    const head = await reader.head(BLOCK);
    refuseForeign(head, file);
    const compression = detectCompression(head);
    const pieces = decompress(reader.pieces(), compression, file, options);
    const isDecompressed = compression !== 'none';
    const storedBytes = isDecompressed ? () => reader.bytes : undefined;
    const scanOptions = { ...options, onBytes: undefined, storedBytes, isUnchecked: lacksChecksum(head) };
    const members = await readMembers(pieces, file, isDecompressed, scanOptions, createIndex);
    const store = new StreamStore(file, reader.bytes, members, createIndex);
    const archive = await withContents({ path, file, compression, store }, false, options);
    if (hash !== null) record?.remember(finishDigest(hash), members);
    return archive;
  } catch (error) {
    stream.destroy();
    throw fileError(error, file);
  }
}

/** Tells of the bytes that are hashed to recall an archive; throws `aborted` when the signal says so. */
function hashProgress(total: number, { onProgress, signal }: StreamOptions): (count: number) => void {
  let done = 0;
  return (count) => {
    if (signal?.aborted) throw new PlimsollError('aborted', 'The inspection was aborted.');
    done += count;
    onProgress?.({ phase: 'checking the archive', done, total, unit: 'bytes' });
  };
}

async function withContents<Index>(
  archive: Omit<OpenArchive<Index>, 'contents'>,
  isDirectory: boolean,
  { verify }: ScanOptions,
): Promise<OpenArchive<Index>> {
  try {
    const contents = await readContents(archive.store, archive.file, isDirectory, verify);
    return { ...archive, contents };
  } catch (error) {
    if (isDirectory) archive.store.close();
    throw error;
  }
}

function refuseForeign(head: Uint8Array, file: string): void {
  if (head.length === 0) throw new PlimsollError('corrupt', `${file} is empty.`, { file, offset: 0 });
  const foreign = foreignFormat(head);
  if (foreign === null) return;
  throw new PlimsollError('unsupported', `${file} is ${foreign.name} data, not a tar.`, {
    file,
    hint: foreign.hint,
  });
}
