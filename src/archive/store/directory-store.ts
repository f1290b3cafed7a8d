import { closeSync, openSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { DigestAlgorithm } from '../../core/digest.ts';
import { PlimsollError } from '../../core/errors.ts';
import { sumOf } from '../../core/sum.ts';
import { fileError } from '../../files/file-error.ts';
import type { FileRange } from '../file-range.ts';
import { readHead, readRange } from '../file-range.ts';
import type { ReadonlyUint8Array } from '../json.ts';
import { JsonAllowance } from '../json-allowance.ts';
import { packedRange, scanLayerRange } from '../layer-range.ts';
import type { LayerScan, LayerVisitor, ScanOptions } from '../layer-scan.ts';
import { digestRange } from '../sha256.ts';
import type { TocClaim } from '../toc/toc-claim.ts';
import { absent, type BlobStore, type PackedBlob } from './blob-store.ts';
import { memberName } from './member-name.ts';

/** An archive that is a directory: an OCI layout, skopeo's `dir:`, an unpacked docker save. Nothing outside it is opened. */
export class DirectoryStore<Index extends LayerVisitor> implements BlobStore<Index> {
  readonly isCutOff = false;
  readonly #root: string;
  readonly #real: string;
  readonly #createIndex: () => Index;
  readonly #json = new JsonAllowance();
  /** Files that stay open, as layers do, and the lengths of all that were read. */
  readonly #used = new Map<string, FileRange>();
  readonly #lengths = new Map<string, number>();

  constructor(root: string, createIndex: () => Index) {
    this.#root = root;
    this.#real = realpathSync(root);
    this.#createIndex = createIndex;
  }

  get bytes(): number {
    return sumOf([...this.#lengths.values()], (length) => length);
  }

  size(name: string): number | null {
    const path = this.#resolve(name);
    if (path === null) return null;
    const stat = statSync(path);
    if (stat.isFile()) return stat.size;
    throw new PlimsollError('unsupported', `${this.#root}: ${name} is not a regular file.`, {
      file: this.#root,
      entry: name,
    });
  }

  packed(name: string): PackedBlob | null {
    return packedRange(this.#open(name));
  }

  readSmall(name: string): Promise<ReadonlyUint8Array> {
    const range = this.#openFile(name);
    try {
      this.#json.spend(range.length, this.#root, name);
      this.#lengths.set(name, range.length);
      return Promise.resolve(readHead(range, range.length));
    } catch (error) {
      throw fileError(error, join(this.#root, memberName(name)));
    } finally {
      closeSync(range.fd);
    }
  }

  scanLayer(name: string, toc: TocClaim | null, options: ScanOptions): Promise<LayerScan<Index>> {
    const place = { file: this.#root, entry: name, isDecompressed: false };
    return scanLayerRange(this.#open(name), place, this.#createIndex, toc, options);
  }

  blob(name: string): AsyncIterable<Uint8Array> {
    return readRange(this.#open(name));
  }

  memberNames(): readonly string[] {
    const list = (folder: string): readonly string[] => {
      const path = folder === '' ? this.#real : this.#resolve(folder);
      const isFolder = path !== null && statSync(path).isDirectory();
      return isFolder ? readdirSync(path).map((name) => join(folder, name)) : [];
    };
    return [...list(''), ...list('blobs').flatMap(list)].sort();
  }

  async digest(name: string, algorithm: DigestAlgorithm): Promise<string> {
    const known = this.#used.get(name);
    if (known) return digestRange(known, undefined, algorithm);
    const range = this.#openFile(name);
    try {
      return await digestRange(range, undefined, algorithm);
    } finally {
      closeSync(range.fd);
    }
  }

  close(): void {
    for (const range of this.#used.values()) closeSync(range.fd);
    this.#used.clear();
  }

  #open(name: string): FileRange {
    const range = this.#used.get(name) ?? this.#openFile(name);
    this.#used.set(name, range);
    this.#lengths.set(name, range.length);
    return range;
  }

  #openFile(name: string): FileRange {
    const length = this.size(name);
    const path = this.#resolve(name);
    if (length === null || path === null) throw absent(this.#root, name);
    try {
      return { fd: openSync(path, 'r'), start: 0, length };
    } catch (error) {
      throw fileError(error, join(this.#root, memberName(name)));
    }
  }

  /** The real file behind a name; null when there is none; an error when a link leads out of the directory. */
  #resolve(name: string): string | null {
    let real: string;
    try {
      real = realpathSync(join(this.#real, memberName(name)));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (
        code === 'ENOENT' ||
        code === 'ENOTDIR' ||
        code === 'ENAMETOOLONG' ||
        code === 'ERR_INVALID_ARG_VALUE'
      )
        return null;
      throw fileError(error, join(this.#root, memberName(name)));
    }
    if (real.startsWith(this.#real.endsWith(sep) ? this.#real : this.#real + sep)) return real;
    throw new PlimsollError(
      'unsupported',
      `${this.#root}: ${name} is a link that leads out of the directory.`,
      {
        file: this.#root,
        entry: name,
        hint: 'Copy the directory with its links resolved (cp -rL), then inspect the copy.',
      },
    );
  }
}
