import { PassThrough } from 'node:stream';
import { PlimsollError } from '../../core/errors.ts';
import { looksLikeJson } from '../json.ts';
import { JSON_LIMIT } from '../json-allowance.ts';
import { type LayerScan, type LayerVisitor, type ScanOptions, scanLayerStream } from '../layer-scan.ts';
import type { TarPlace } from '../tar/corrupt.ts';
import { BLOCK } from '../tar/header-block.ts';

/** What is kept of a member that went by: short JSON (and nothing at all) as it is, all else as a layer index (or the error of trying). */
export type PassedMember<Index> = { readonly size: number } & (
  | { readonly kind: 'json'; readonly bytes: Uint8Array }
  | { readonly kind: 'layer'; readonly head: Uint8Array; readonly scan: LayerScan<Index> }
  | { readonly kind: 'failed'; readonly head: Uint8Array; readonly error: unknown }
);

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
  #isJson: boolean | null = null;
  /** The first pieces, until it is clear what they are; of JSON, all of them. */
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #feed: PassThrough | null = null;
  #scan: Promise<PassedMember<Index>> | null = null;

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
  }

  /** Takes the next piece; its memory must not be used for anything else afterwards. */
  write(piece: Uint8Array): void {
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
  end(): Promise<PassedMember<Index>> {
    if (this.#feed === null && !this.#decideJson()) this.#startScan();
    this.#feed?.end();
    if (this.#scan !== null) return this.#scan;
    return Promise.resolve({ kind: 'json', size: this.#size, bytes: Buffer.concat(this.#held) });
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
    const head = Buffer.concat(this.#held).subarray(0, BLOCK);
    for (const piece of this.#held) feed.write(piece);
    this.#held = [];
    this.#feed = feed;
    const size = this.#size;
    this.#scan = scanLayerStream(feed, head, this.#place, this.#createIndex(), this.#options).then(
      (scan) => ({ kind: 'layer', size, head, scan }),
      (error) => {
        feed.resume(); // what nobody scans any more must still flow past
        return { kind: 'failed', size, head, error: withoutTrace(error) };
      },
    );
  }
}

/** Most errors are of members that nobody will ask for; their traces would hold on to all that was read. */
function withoutTrace(error: unknown): unknown {
  if (error instanceof PlimsollError) error.stack = `${error.name}: ${error.message}`;
  return error;
}
