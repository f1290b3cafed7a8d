import type { LayerScan } from '../../archive/layer-scan.ts';
import type { LayerIndex } from '../index/layer-index.ts';
import type { EntryTable } from '../stack/entry-table.ts';
import { type BodyPlace, BodyReader } from './body-reader.ts';

/** What is left of a stored body: its bytes in the file, or the fingerprint of a stream that went by. */
export interface LocatedBody {
  readonly fingerprint: Uint8Array | null;
  readonly place: BodyPlace | null;
  /** True when what is stored is not simply the content. */
  readonly isSparse: boolean;
}

/** Readers that are open at a time: each keeps a window of its layer. */
const MOST_READERS = 8;

/** Finds stored bodies again, wherever their layer is. */
export class BodyReaders {
  readonly #entries: EntryTable;
  readonly #scans: readonly LayerScan<LayerIndex>[];
  readonly #readers = new Map<number, BodyReader>();

  constructor(entries: EntryTable, scans: readonly LayerScan<LayerIndex>[]) {
    this.#entries = entries;
    this.#scans = scans;
  }

  /** Where the body of a file entry is. */
  locate(entry: number): LocatedBody {
    const layer = this.#entries.layerOf(entry);
    const index = this.#entries.layers[layer]!;
    const at = entry - this.#entries.firstOf[layer]!;
    const reader = this.#readerOf(layer);
    return {
      fingerprint: reader === null ? index.fingerprint(at) : null,
      place: reader === null ? null : { reader, offset: index.bodyOffset[at]!, size: index.size[at]! },
      isSparse: index.sparse.has(at),
    };
  }

  #readerOf(layer: number): BodyReader | null {
    const known = this.#readers.get(layer);
    if (known) return known;
    const range = this.#scans[layer]!.range;
    if (range === null) return null;
    if (this.#readers.size >= MOST_READERS) this.#readers.clear();
    const reader = new BodyReader(range);
    this.#readers.set(layer, reader);
    return reader;
  }
}
