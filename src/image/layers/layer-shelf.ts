import type { LayerScan } from '../../archive/layer-scan.ts';
import type { PackedMember } from '../../archive/store/blob-store.ts';
import type { LayerIndex } from '../index/layer-index.ts';
import { NameTree } from '../index/name-tree.ts';

type Scan = LayerScan<LayerIndex>;

/** Bytes an entry costs on the shelf, its name included; roughly. */
const ENTRY_BYTES = 80;
/** Bytes that are kept by default. */
const ROOM: number = 128 << 20;

/**
 * Layers that several images share, unpacked once. They are found by the diff ID that an image claims, and taken only where the blob's
 * bytes are the same to the last: so every image gets what it would get alone, whatever others claim, and damage in one copy is seen.
 * Holds what was used last, within a bound.
 */
export class LayerShelf {
  readonly #kept = new Map<string, Scan>();
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #room: number;
  #bytes = 0;

  constructor(room: number = ROOM) {
    this.#room = room;
  }

  /**
   * The layer over `names`: from the shelf, else as `read` gives it, with the digest of its blob. A layer with the same diff ID that is
   * being read is waited for.
   */
  async take(diffId: string, names: NameTree, blob: PackedMember, read: () => Promise<Scan>): Promise<Scan> {
    for (let wait = this.#underWay.get(diffId); wait; wait = this.#underWay.get(diffId)) await wait;
    let finish = (): void => {};
    const turn = new Promise<void>((resolve) => {
      finish = resolve;
    });
    this.#underWay.set(diffId, turn);
    try {
      const kept = this.#kept.get(diffId);
      if (kept === undefined || kept.computedDigest !== (await blob.digest())) {
        const scan = await read();
        this.#put(diffId, { ...scan, index: scan.index.over(new NameTree()) });
        return scan;
      }
      this.#put(diffId, kept);
      return { ...kept, index: kept.index.over(names) };
    } finally {
      this.#underWay.delete(diffId);
      finish();
    }
  }

  /** Puts a layer where it is forgotten last, in the place of what was there. */
  #put(diffId: string, scan: Scan): void {
    this.#bytes += bytesOf(scan) - bytesOf(this.#kept.get(diffId));
    this.#kept.delete(diffId);
    this.#kept.set(diffId, scan);
    for (const [oldest, old] of this.#kept) {
      if (this.#bytes <= this.#room) break;
      this.#kept.delete(oldest);
      this.#bytes -= bytesOf(old);
    }
  }
}

function bytesOf(scan: Scan | undefined): number {
  return (scan?.index.count ?? 0) * ENTRY_BYTES;
}
