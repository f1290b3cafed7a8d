import { corruptTar, type TarPlace } from './corrupt.ts';
import { BLOCK, paddedSize } from './header-block.ts';
import type { MemberVisitor } from './member.ts';
import { MemberDecoder, STEP } from './member-decoder.ts';
import { cutShort, tooShort } from './scan-file.ts';

/** Is told of members and of their bodies as they pass. */
export interface BodyVisitor extends MemberVisitor {
  /** Next piece of the body of the last member; valid during the call only. */
  body(piece: Uint8Array): void;
  /** The body of the last member is complete; called for members with a body of at least one byte. */
  bodyEnd(): void;
}

const STATE = { header: 0, metadata: 1, body: 2, skip: 3, done: 4 } as const;

/** Visits the members of a tar that is pushed in pieces of any size. Holds no more than one header and one metadata body. */
export class TarStreamScanner {
  readonly #place: TarPlace;
  readonly #visitor: BodyVisitor;
  readonly #decoder: MemberDecoder;
  readonly #block: Uint8Array = new Uint8Array(BLOCK);
  readonly #words: Int32Array = new Int32Array(this.#block.buffer);
  #state: number = STATE.header;
  /** Bytes of #block, or of #metadata, that are there. */
  #filled = 0;
  #metadata: Uint8Array = this.#block;
  /** Bytes of body, then of padding, that are still to come. */
  #bodyLeft = 0;
  #skipLeft = 0;
  #offset = 0;
  #headerOffset = 0;

  constructor(place: TarPlace, visitor: BodyVisitor) {
    this.#place = place;
    this.#visitor = visitor;
    this.#decoder = new MemberDecoder(place);
  }

  /** Bytes pushed so far, what follows the end-of-archive blocks included. */
  get offset(): number {
    return this.#offset;
  }

  /** True behind the end-of-archive block. */
  get isDone(): boolean {
    return this.#state === STATE.done;
  }

  /** Takes the next piece. */
  push(piece: Uint8Array): void {
    for (let at = 0; at < piece.length; ) {
      if (this.#state === STATE.done) {
        this.#offset += piece.length - at;
        return;
      }
      const used = this.#take(piece, at);
      at += used;
      this.#offset += used;
    }
  }

  /**
   * Takes the whole body of the last member in place of its bytes; false when no body of this length is due. The visitor is told that
   * it is complete.
   */
  passBody(length: unknown): boolean {
    if (this.#state !== STATE.body || this.#bodyLeft !== length) return false;
    this.#offset += this.#bodyLeft;
    this.#endBody();
    return true;
  }

  /** Says that there is no more; throws when the tar was not complete. */
  end(): void {
    if (this.#state === STATE.done) return;
    if (this.#state !== STATE.header) {
      const missing = this.#bodyLeft + this.#skipLeft + this.#metadataLeft();
      const isExtension = this.#state === STATE.metadata || this.#decoder.isPending;
      throw cutShort(
        this.#place,
        this.#headerOffset,
        missing,
        isExtension ? null : this.#decoder.member.name,
      );
    }
    if (this.#filled > 0) {
      throw tooShort(this.#place, this.#offset - this.#filled, this.#block.subarray(0, this.#filled));
    }
    if (this.#decoder.isPending) {
      throw corruptTar(
        this.#place,
        this.#offset,
        'the tar ends between a long-name or pax header and its member',
      );
    }
  }

  #take(piece: Uint8Array, at: number): number {
    switch (this.#state) {
      case STATE.header:
        return this.#takeHeader(piece, at);
      case STATE.metadata:
        return this.#takeMetadata(piece, at);
      case STATE.body:
        return this.#takeBody(piece, at);
      default:
        return this.#takeSkip(piece, at);
    }
  }

  #takeHeader(piece: Uint8Array, at: number): number {
    const used = Math.min(BLOCK - this.#filled, piece.length - at);
    this.#block.set(piece.subarray(at, at + used), this.#filled);
    this.#filled += used;
    if (this.#filled < BLOCK) return used;
    this.#filled = 0;
    this.#headerOffset = this.#offset + used - BLOCK;
    const step = this.#decoder.header(this.#block, this.#words, 0, this.#headerOffset);
    if (step === STEP.end) this.#finish();
    else if (step === STEP.metadata) this.#expectMetadata();
    else if (step === STEP.member) this.#expectBody();
    return used;
  }

  #finish(): void {
    this.#state = STATE.done;
    if (this.#decoder.isPending) {
      throw corruptTar(
        this.#place,
        this.#headerOffset,
        'the tar ends between a long-name or pax header and its member',
      );
    }
  }

  #expectMetadata(): void {
    this.#metadata = new Uint8Array(this.#decoder.metadataSize);
    this.#skipLeft = paddedSize(this.#metadata.length) - this.#metadata.length;
    if (this.#metadata.length > 0) this.#state = STATE.metadata;
    else this.#decoder.metadata(this.#metadata, this.#headerOffset);
  }

  #expectBody(): void {
    const { storedSize } = this.#decoder.member;
    this.#visitor.member(this.#decoder.member);
    this.#bodyLeft = storedSize;
    this.#skipLeft = paddedSize(storedSize) - storedSize;
    this.#state = storedSize > 0 ? STATE.body : STATE.header;
  }

  #takeMetadata(piece: Uint8Array, at: number): number {
    const used = Math.min(this.#metadataLeft(), piece.length - at);
    this.#metadata.set(piece.subarray(at, at + used), this.#filled);
    this.#filled += used;
    if (this.#filled === this.#metadata.length) {
      this.#filled = 0;
      this.#state = this.#skipLeft > 0 ? STATE.skip : STATE.header;
      this.#decoder.metadata(this.#metadata, this.#headerOffset);
    }
    return used;
  }

  #takeBody(piece: Uint8Array, at: number): number {
    const used = Math.min(this.#bodyLeft, piece.length - at);
    this.#visitor.body(piece.subarray(at, at + used));
    this.#bodyLeft -= used;
    if (this.#bodyLeft === 0) this.#endBody();
    return used;
  }

  #endBody(): void {
    this.#bodyLeft = 0;
    this.#state = this.#skipLeft > 0 ? STATE.skip : STATE.header;
    this.#visitor.bodyEnd();
  }

  #takeSkip(piece: Uint8Array, at: number): number {
    const used = Math.min(this.#skipLeft, piece.length - at);
    this.#skipLeft -= used;
    if (this.#skipLeft === 0) this.#state = STATE.header;
    return used;
  }

  #metadataLeft(): number {
    return this.#state === STATE.metadata ? this.#metadata.length - this.#filled : 0;
  }
}
