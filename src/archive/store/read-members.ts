import { KEPT_JSON } from '../json-allowance.ts';
import type { LayerVisitor, ScanOptions } from '../layer-scan.ts';
import { MEMBER, type TarMember } from '../tar/member.ts';
import { type BodyVisitor, TarStreamScanner } from '../tar/scan-stream.ts';
import { type JsonRoom, MemberIntake, type PassedMember } from './member-intake.ts';
import { memberNameOf } from './member-name.ts';
import { linkOf, type OuterMember, OuterMembers } from './outer-members.ts';

/** The members of an archive that went by. */
export type PassedMembers<Index> = OuterMembers<PassedMember<Index>>;

/** Reads a stream to its end; a layer fills the index that `createIndex` makes. */
export async function readMembers<Index extends LayerVisitor>(
  pieces: AsyncIterable<Uint8Array>,
  file: string,
  isDecompressed: boolean,
  options: ScanOptions,
  createIndex: () => Index,
): Promise<PassedMembers<Index>> {
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
    members.isCutOff = !scanner.isDone;
  } catch (error) {
    outer.abandon(error);
    throw error;
  }
  return members;
}

type NamedMember<Index> = OuterMember<PassedMember<Index>> & { readonly name: string };

/** Sorts outer members into intakes, one at a time. */
class OuterVisitor<Index extends LayerVisitor> implements BodyVisitor {
  readonly #file: string;
  readonly #members: PassedMembers<Index>;
  readonly #options: ScanOptions;
  readonly #createIndex: () => Index;
  #intake: MemberIntake<Index> | null = null;
  #name = '';
  /** Members that went by since the last pause, in their order: of a name the last one counts. */
  #pending: Promise<NamedMember<Index>>[] = [];
  readonly #allowance: JsonRoom = { left: KEPT_JSON };

  constructor(file: string, members: PassedMembers<Index>, options: ScanOptions, createIndex: () => Index) {
    this.#file = file;
    this.#members = members;
    this.#options = options;
    this.#createIndex = createIndex;
  }

  member(member: TarMember): void {
    this.#intake = null;
    this.#name = memberNameOf(member.name);
    const link = linkOf(member);
    if (link !== null) this.#pending.push(Promise.resolve({ ...link, name: this.#name }));
    else if (member.type === MEMBER.file && !member.isSparse) {
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
