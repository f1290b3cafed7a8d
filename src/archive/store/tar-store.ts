import { closeSync } from 'node:fs';
import type { DigestAlgorithm } from '../../core/digest.ts';
import { type FileRange, readHead, readRange } from '../file-range.ts';
import type { ReadonlyUint8Array } from '../json.ts';
import { JsonAllowance } from '../json-allowance.ts';
import { packedRange, scanLayerRange } from '../layer-range.ts';
import type { LayerScan, LayerVisitor, ScanOptions } from '../layer-scan.ts';
import { digestRange } from '../sha256.ts';
import { MEMBER, type TarMember } from '../tar/member.ts';
import { scanTarFile } from '../tar/scan-file.ts';
import type { TocClaim } from '../toc/toc-claim.ts';
import { absent, type BlobStore, type PackedBlob } from './blob-store.ts';
import { memberNameOf } from './member-name.ts';
import { linkOf, OuterMembers } from './outer-members.ts';

/** An archive that is an uncompressed tar in a seekable file: only headers are read until a member is asked for. */
export class TarStore<Index extends LayerVisitor> implements BlobStore<Index> {
  readonly bytes: number;
  readonly #file: string;
  readonly #fd: number;
  readonly #members: OuterMembers<FileRange>;
  readonly #createIndex: () => Index;
  readonly #json = new JsonAllowance();

  constructor(file: string, archive: FileRange, createIndex: () => Index) {
    this.bytes = archive.length;
    this.#file = file;
    this.#fd = archive.fd;
    this.#createIndex = createIndex;
    this.#members = new OuterMembers(file);
    this.#members.isCutOff = !scanTarFile(
      archive,
      { file, entry: null, isDecompressed: false },
      { member: (member) => this.#add(member) },
    );
  }

  #add(member: TarMember): void {
    const name = memberNameOf(member.name);
    const link = linkOf(member);
    if (link !== null) this.#members.add(name, link);
    else if (member.type === MEMBER.file && !member.isSparse) {
      const range = { fd: this.#fd, start: member.bodyOffset, length: member.storedSize };
      this.#members.add(name, { kind: 'content', content: range });
    }
  }

  get isCutOff(): boolean {
    return this.#members.isCutOff;
  }

  size(name: string): number | null {
    return this.#members.find(name)?.length ?? null;
  }

  packed(name: string): PackedBlob | null {
    return packedRange(this.#range(name));
  }

  readSmall(name: string): Promise<ReadonlyUint8Array> {
    const range = this.#range(name);
    this.#json.spend(range.length, this.#file, name);
    return Promise.resolve(readHead(range, range.length));
  }

  scanLayer(name: string, toc: TocClaim | null, options: ScanOptions): Promise<LayerScan<Index>> {
    const place = { file: this.#file, entry: name, isDecompressed: false };
    return scanLayerRange(this.#range(name), place, this.#createIndex, toc, options);
  }

  blob(name: string): AsyncIterable<Uint8Array> {
    return readRange(this.#range(name));
  }

  memberNames(): readonly string[] {
    return this.#members.contentNames();
  }

  digest(name: string, algorithm: DigestAlgorithm): Promise<string> {
    return digestRange(this.#range(name), undefined, algorithm);
  }

  close(): void {
    closeSync(this.#fd);
  }

  #range(name: string): FileRange {
    const range = this.#members.find(name);
    if (range === null) throw absent(this.#file, name);
    return range;
  }
}
