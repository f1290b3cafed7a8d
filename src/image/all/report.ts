import type { Bytes, Count } from '../../core/bytes.ts';
import type { ReportHead } from '../../core/report.ts';
import type { ArchiveFact, ImageReport } from '../report.ts';

/** Some layers, each of them once. */
export interface LayerSums {
  readonly layers: Count;
  readonly fileBytes: Bytes;
  readonly tarBytes: Bytes;
  readonly blobBytes: Bytes;
}

/** One layer of an archive and the images that have it. */
export interface ArchiveLayer {
  /** What makes it the same layer in several images; null where no config names it. */
  readonly diffId: string | null;
  readonly instruction: string | null;
  readonly fileBytes: Bytes;
  readonly tarBytes: Bytes;
  /** Where images store the layer differently, as the first of them does. */
  readonly blobBytes: Bytes;
  /** Their numbers. */
  readonly images: readonly Count[];
}

/** One image of an archive, and what of it the others have as well. */
export interface ArchiveImageReport {
  /** What `--image` calls it. */
  readonly number: Count;
  /** Layers that at least one other image has. */
  readonly shared: LayerSums;
  /** Layers that no other image has. */
  readonly unique: LayerSums;
  readonly report: ImageReport;
}

/** All images of an archive, and what they share. */
export interface ArchiveReport extends ReportHead<'archive'> {
  readonly archive: ArchiveFact;
  /** Those of manifest.json, else of index.json, then the platforms that only index.json names. */
  readonly images: readonly ArchiveImageReport[];
  /** Each layer once, in the order of the images. */
  readonly layers: readonly ArchiveLayer[];
  readonly totals: {
    readonly images: Count;
    /** Each layer once. */
    readonly stored: LayerSums;
    /** Layers of several images. */
    readonly shared: LayerSums;
    /** Layers of one image only. */
    readonly unique: LayerSums;
  };
}
