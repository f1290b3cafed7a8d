import { createHash, type Hash } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { type DigestAlgorithm, parseDigest } from '../../core/digest.ts';
import { PlimsollError } from '../../core/errors.ts';
import { blobDigest } from '../contents/descriptor.ts';
import { looksLikeJson } from '../json.ts';
import { JSON_LIMIT } from '../json-allowance.ts';
import { type LayerScan, type LayerVisitor, type ScanOptions, scanLayerStream } from '../layer-scan.ts';
import { finishDigest } from '../sha256.ts';
import type { TarPlace } from '../tar/corrupt.ts';
import { BLOCK } from '../tar/header-block.ts';

/** What is kept of a member that went by: short JSON (and nothing at all) as it is, all else as a layer index (or the error of trying). */
export type PassedMember<Index> = { readonly size: number } & (
  | { readonly kind: 'json'; readonly bytes: Uint8Array }
  | (Passed & Outcome<Index>)
);

/** What came of indexing a member as a layer. */
type Outcome<Index> =
  | { readonly kind: 'layer'; readonly scan: LayerScan<Index> }
  | { readonly kind: 'failed'; readonly error: unknown };

/** What is known of bytes that are gone. */
interface Passed {
  readonly head: Uint8Array;
  /** With the algorithm that the member's name speaks of, else sha256; null where nothing was to be verified. */
  readonly digest: string | null;
}

/** Bytes of JSON that one pass may keep; members beyond it are indexed like layers and forgotten. */
export interface JsonRoom {
  left: number;
}

/** Takes the body of one outer member piece by piece, in bounded memory, and says in the end what it was. */
export class MemberIntake<Index extends LayerVisitor> {
  readonly #size: number;
  readonly #place: TarPlace;
  readonly #options: ScanOptions;
  readonly #createIndex: () => Index;
  readonly #allowance: JsonRoom;
  readonly #algorithm: DigestAlgorithm;
  readonly #hash: Hash | null;
  #isJson: boolean | null = null;
  /** The first pieces, until it is clear what they are; of JSON, all of them. */
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #feed: PassThrough | null = null;
  #head: Uint8Array = new Uint8Array(0);
  #scan: Promise<Outcome<Index>> | null = null;

  constructor(
    size: number,
    place: TarPlace,
    options: ScanOptions,
    createIndex: () => Index,
    allowance: JsonRoom,
  ) {
    this.#allowance = allowance;
    this.#size = size;
    this.#place = place;
    this.#options = options;
    this.#createIndex = createIndex;
    this.#algorithm = parseDigest(blobDigest(place.entry ?? '') ?? '')?.algorithm ?? 'sha256';
    this.#hash = options.verify ? createHash(this.#algorithm) : null;
  }

  /** Takes the next piece; its memory must not be used for anything else afterwards. */
  write(piece: Uint8Array): void {
    this.#hash?.update(piece);
    if (this.#feed !== null) {
      this.#feed.write(piece);
      return;
    }
    this.#held.push(piece);
    this.#heldBytes += piece.length;
    if (this.#heldBytes >= Math.min(BLOCK, this.#size) && !this.#decideJson()) this.#startScan();
  }

  /** Resolves when more may be written; null when that is now. */
  get drained(): Promise<unknown> | null {
    const feed = this.#feed;
    if (feed === null || !feed.writableNeedDrain) return null;
    return Promise.race([new Promise((resolve) => feed.once('drain', resolve)), this.#scan]);
  }

  /** Says that the body will never be complete, so that whoever waits for it waits no longer. */
  abandon(reason: unknown): void {
    this.#feed?.destroy(reason instanceof Error ? reason : new Error(String(reason)));
  }

  /** Says that the body is complete. */
  async end(): Promise<PassedMember<Index>> {
    if (this.#feed === null && !this.#decideJson()) this.#startScan();
    this.#feed?.end();
    const digest = this.#hash === null ? null : finishDigest(this.#hash, this.#algorithm);
    if (this.#scan === null) return { kind: 'json', size: this.#size, bytes: Buffer.concat(this.#held) };
    const passed = { size: this.#size, head: this.#head, digest };
    const outcome = await this.#scan;
    if (outcome.kind === 'failed') return { ...passed, ...outcome };
    const computedDigest = this.#algorithm === 'sha256' ? digest : null;
    return { ...passed, kind: 'layer', scan: { ...outcome.scan, computedDigest } };
  }

  #decideJson(): boolean {
    if (this.#isJson === null) {
      const fits = this.#size <= Math.min(JSON_LIMIT, this.#allowance.left);
      this.#isJson = fits && (this.#size === 0 || looksLikeJson(Buffer.concat(this.#held)));
      if (this.#isJson) this.#allowance.left -= this.#size;
    }
    return this.#isJson;
  }

  #startScan(): void {
    const feed = new PassThrough({ highWaterMark: 1 << 20 });
    feed.on('error', () => {}); // whoever reads it sees the error, perhaps later
    this.#head = Buffer.concat(this.#held).subarray(0, BLOCK);
    for (const piece of this.#held) feed.write(piece);
    this.#held = [];
    this.#feed = feed;
    const options = { ...this.#options, identify: false }; // what nobody can scan is to be hashed as well
    this.#scan = scanLayerStream(feed, this.#head, this.#place, this.#createIndex(), options).then(
      (scan) => ({ kind: 'layer', scan }),
      (error) => {
        feed.resume(); // what nobody scans any more must still flow past
        return { kind: 'failed', error: withoutTrace(error) };
      },
    );
  }
}

/** Most errors are of members that nobody will ask for; their traces would hold on to all that was read. */
function withoutTrace(error: unknown): unknown {
  if (error instanceof PlimsollError) error.stack = `${error.name}: ${error.message}`;
  return error;
}
