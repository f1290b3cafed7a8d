import { closeSync, createReadStream, openSync, statSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { PlimsollError } from '../core/errors.ts';
import { type BlobCompression, decompress, detectCompression, foreignFormat } from './compression.ts';
import type { ArchiveContents } from './contents/contents.ts';
import { readContents } from './contents/read-contents.ts';
import { fileError } from './file-error.ts';
import { HeadedStream, type StreamOptions } from './headed-stream.ts';
import type { LayerVisitor, ScanOptions } from './layer-scan.ts';
import { readHead } from './read-range.ts';
import type { BlobStore } from './store/blob-store.ts';
import { DirectoryStore } from './store/directory-store.ts';
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
  readonly compression: BlobCompression;
  readonly contents: ArchiveContents;
  readonly store: BlobStore<Index>;
}

/** How to open an archive. */
export type OpenOptions = ScanOptions & StreamOptions;

/** Opens anything that holds images: a file, a directory, a pipe, a stream. `createIndex` makes the index that a layer fills. */
export async function openArchive<Index extends LayerVisitor>(
  source: string | Readable,
  createIndex: () => Index,
  options: OpenOptions,
): Promise<OpenArchive<Index>> {
  if (typeof source !== 'string') return openStream(source, null, createIndex, options);
  const kind = statSource(source);
  if (kind === 'directory') {
    const store = new DirectoryStore(source, createIndex);
    return withContents({ path: source, file: source, compression: 'none', store }, true);
  }
  return kind === 'file'
    ? openFile(source, createIndex, options)
    : openStream(createReadStream(source), source, createIndex, options);
}

function statSource(path: string): 'file' | 'directory' | 'pipe' {
  try {
    const stat = statSync(path);
    return stat.isDirectory() ? 'directory' : stat.isFile() ? 'file' : 'pipe';
  } catch (error) {
    throw fileError(error, path);
  }
}

async function openFile<Index extends LayerVisitor>(
  path: string,
  createIndex: () => Index,
  options: OpenOptions,
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
    if (detectCompression(head) === 'none') {
      const store = new TarStore(path, range, createIndex);
      return await withContents({ path, file: path, compression: 'none', store }, false);
    }
  } catch (error) {
    closeSync(fd);
    throw fileError(error, path);
  }
  closeSync(fd);
  return openStream(createReadStream(path, { highWaterMark: 256 << 10 }), path, createIndex, options);
}

async function openStream<Index extends LayerVisitor>(
  stream: Readable,
  path: string | null,
  createIndex: () => Index,
  options: OpenOptions,
): Promise<OpenArchive<Index>> {
  const file = path ?? 'standard input';
  const reader = new HeadedStream(stream, options);
  try {
    const head = await reader.head(BLOCK);
    refuseForeign(head, file);
    const compression = detectCompression(head);
    const pieces = decompress(reader.pieces(), compression, file, options);
    const isDecompressed = compression !== 'none';
    const store = await StreamStore.read(
      pieces,
      file,
      isDecompressed,
      { ...options, onBytes: undefined, storedBytes: isDecompressed ? () => reader.bytes : undefined },
      createIndex,
      () => reader.bytes,
    );
    return await withContents({ path, file, compression, store }, false);
  } catch (error) {
    stream.destroy();
    throw path === null ? error : fileError(error, path);
  }
}

async function withContents<Index>(
  archive: Omit<OpenArchive<Index>, 'contents'>,
  isDirectory: boolean,
): Promise<OpenArchive<Index>> {
  try {
    return { ...archive, contents: await readContents(archive.store, archive.file, isDirectory) };
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
