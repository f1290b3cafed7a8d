import { type DigestAlgorithm, parseDigest } from '../../core/digest.ts';
import { looksLikeJson, type ReadonlyUint8Array } from '../json.ts';
import { JsonAllowance, tooMuchJson } from '../json-allowance.ts';
import { type LayerScan, type LayerVisitor, type ScanOptions, scanLayerStream } from '../layer-scan.ts';
import { digestOf } from '../sha256.ts';
import type { TocClaim } from '../toc/toc-claim.ts';
import { absent, type BlobStore } from './blob-store.ts';
import type { PassedMember } from './member-intake.ts';
import type { PassedMembers } from './read-members.ts';

/**
 * An archive that went by once: standard input, or a compressed file. Members may come in any order, so every member that is
 * no JSON was indexed as a layer while it passed; memory grows with entries, not with bytes.
 */
export class StreamStore<Index extends LayerVisitor> implements BlobStore<Index> {
  readonly bytes: number;
  readonly #file: string;
  readonly #members: PassedMembers<Index>;
  readonly #createIndex: () => Index;
  readonly #json = new JsonAllowance();

  /** `bytes` is the length as stored; `createIndex` makes the index that a layer fills. */
  constructor(file: string, bytes: number, members: PassedMembers<Index>, createIndex: () => Index) {
    this.#file = file;
    this.bytes = bytes;
    this.#members = members;
    this.#createIndex = createIndex;
  }

  get isCutOff(): boolean {
    return this.#members.isCutOff;
  }

  size(name: string): number | null {
    return this.#members.find(name)?.size ?? null;
  }

  packed(): null {
    return null;
  }

  readSmall(name: string): Promise<ReadonlyUint8Array> {
    const member = this.#find(name);
    this.#json.spend(member.size, this.#file, name);
    if (member.kind === 'json') return Promise.resolve(member.bytes);
    if (looksLikeJson(member.head)) throw tooMuchJson(this.#file, name);
    return Promise.resolve(member.head);
  }

  async scanLayer(name: string, _toc: TocClaim | null, options: ScanOptions): Promise<LayerScan<Index>> {
    const member = this.#find(name);
    if (member.kind === 'layer') return member.scan;
    if (member.kind === 'failed') throw member.error;
    const place = { file: this.#file, entry: name, isDecompressed: false };
    return scanLayerStream(only(member.bytes), NOT_PACKED, place, this.#createIndex(), options);
  }

  blob(): null {
    return null;
  }

  memberNames(): readonly string[] {
    return this.#members.contentNames();
  }

  digest(name: string, algorithm: DigestAlgorithm): Promise<string | null> {
    const member = this.#find(name);
    if (member.kind === 'json') return Promise.resolve(digestOf(member.bytes, algorithm));
    const { digest } = member;
    return Promise.resolve(digest !== null && parseDigest(digest)?.algorithm === algorithm ? digest : null);
  }

  close(): void {}

  #find(name: string): PassedMember<Index> {
    const member = this.#members.find(name);
    if (member === null) throw absent(this.#file, name);
    return member;
  }
}

/** JSON begins as nothing packed does. */
const NOT_PACKED = new Uint8Array(0);

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
