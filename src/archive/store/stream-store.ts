import { nameText } from '../../core/byte-text.ts';
import type { ReadonlyUint8Array } from '../json.ts';
import { JSON_LIMIT, JsonAllowance } from '../json-allowance.ts';
import { type LayerScan, type LayerVisitor, type ScanOptions, scanLayerStream } from '../layer-scan.ts';
import { MEMBER, type TarMember } from '../tar/member.ts';
import { type BodyVisitor, TarStreamScanner } from '../tar/scan-stream.ts';
import type { TocClaim } from '../toc/toc-claim.ts';
import { absent, type BlobStore } from './blob-store.ts';
import { type JsonRoom, MemberIntake, type PassedMember } from './member-intake.ts';
import { memberNameOf } from './member-name.ts';
import { type OuterMember, OuterMembers } from './outer-members.ts';

/**
 * An archive that goes by once: standard input, or a compressed file. Members may come in any order, so every member that is
 * no JSON is indexed as a layer while it passes; memory grows with entries, not with bytes.
 */
export class StreamStore<Index extends LayerVisitor> implements BlobStore<Index> {
  readonly bytes: number;
  readonly #file: string;
  readonly #members: OuterMembers<PassedMember<Index>>;
  readonly #createIndex: () => Index;
  readonly #json = new JsonAllowance();

  private constructor(
    file: string,
    bytes: number,
    members: OuterMembers<PassedMember<Index>>,
    createIndex: () => Index,
  ) {
    this.#file = file;
    this.bytes = bytes;
    this.#members = members;
    this.#createIndex = createIndex;
  }

  /** Reads the stream to its end. `countBytes` tells, afterwards, how many bytes it had as stored. */
  static async read<Index extends LayerVisitor>(
    pieces: AsyncIterable<Uint8Array>,
    file: string,
    isDecompressed: boolean,
    options: ScanOptions,
    createIndex: () => Index,
    countBytes: () => number,
  ): Promise<StreamStore<Index>> {
    const members = new OuterMembers<PassedMember<Index>>(file);
    const outer = new OuterVisitor(file, members, options, createIndex);
    const scanner = new TarStreamScanner({ file, entry: null, isDecompressed }, outer);
    try {
      for await (const piece of pieces) {
        scanner.push(piece);
        await outer.settled();
        if (scanner.isDone && members.isEmpty) break; // zeros without end hold no image
      }
      scanner.end();
      await outer.settled();
    } catch (error) {
      outer.abandon(error);
      throw error;
    }
    return new StreamStore(file, countBytes(), members, createIndex);
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

type NamedMember<Index> = OuterMember<PassedMember<Index>> & { readonly name: string };

/** Sorts outer members into intakes, one at a time. */
class OuterVisitor<Index extends LayerVisitor> implements BodyVisitor {
  readonly #file: string;
  readonly #members: OuterMembers<PassedMember<Index>>;
  readonly #options: ScanOptions;
  readonly #createIndex: () => Index;
  #intake: MemberIntake<Index> | null = null;
  #name = '';
  /** Members that went by since the last pause, in their order: of a name the last one counts. */
  #pending: Promise<NamedMember<Index>>[] = [];
  readonly #allowance: JsonRoom = { left: 4 * JSON_LIMIT };

  constructor(
    file: string,
    members: OuterMembers<PassedMember<Index>>,
    options: ScanOptions,
    createIndex: () => Index,
  ) {
    this.#file = file;
    this.#members = members;
    this.#options = options;
    this.#createIndex = createIndex;
  }

  member(member: TarMember): void {
    this.#intake = null;
    this.#name = memberNameOf(member.name);
    if (member.type === MEMBER.symlink || member.type === MEMBER.hardlink) {
      const target = nameText(member.link.bytes.subarray(member.link.start, member.link.end));
      this.#pending.push(
        Promise.resolve({
          name: this.#name,
          kind: 'link',
          target,
          isSymbolic: member.type === MEMBER.symlink,
        }),
      );
    } else if (member.type === MEMBER.file && !member.isSparse) {
      const place = { file: this.#file, entry: this.#name, isDecompressed: false };
      this.#intake = new MemberIntake(
        member.storedSize,
        place,
        this.#options,
        this.#createIndex,
        this.#allowance,
      );
      if (member.storedSize === 0) this.bodyEnd();
    }
  }

  body(piece: Uint8Array): void {
    this.#intake?.write(piece);
  }

  bodyEnd(): void {
    const name = this.#name;
    const intake = this.#intake;
    if (intake === null) return;
    this.#intake = null;
    this.#pending.push(intake.end().then((content) => ({ name, kind: 'content', content })));
  }

  /** Says that the archive goes no further. */
  abandon(reason: unknown): void {
    this.#intake?.abandon(reason);
  }

  /** Resolves when what was pushed so far has been taken in, as far as memory demands it. */
  async settled(): Promise<void> {
    if (this.#pending.length > 0) {
      const pending = this.#pending;
      this.#pending = [];
      for (const { name, ...member } of await Promise.all(pending)) this.#members.add(name, member);
    }
    await this.#intake?.drained;
  }
}
