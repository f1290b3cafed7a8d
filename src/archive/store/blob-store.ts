import type { DigestAlgorithm } from '../../core/digest.ts';
import { PlimsollError } from '../../core/errors.ts';
import type { FileRange } from '../file-range.ts';
import type { ReadonlyUint8Array } from '../json.ts';
import type { LayerScan, ScanOptions } from '../layer-scan.ts';
import type { TocClaim } from '../toc/toc-claim.ts';

/** A compressed member. */
export interface PackedMember {
  /** sha256 of its bytes as stored: `sha256:…`. */
  digest(): Promise<string>;
}

/** A compressed member in a file that can be read anywhere. */
export interface PackedBlob extends PackedMember {
  readonly range: FileRange;
}

/**
 * The members of an image archive by name, whatever holds them: a tar in a file, a directory, a stream that went by.
 * Names are clean: no leading slash, no `.` or `..`; a name that would leave the archive stays inside.
 */
export interface BlobStore<Index> {
  /** Bytes of the whole file, stream, or (of a directory) of the members used so far. */
  readonly bytes: number;
  /** True for a tar without an end-of-archive block: what is missing may have come behind. */
  readonly isCutOff: boolean;
  /** Size of a member in bytes, links followed inside the archive; null when it is not there. */
  size(name: string): number | null;
  /** A member that has yet to be unpacked; null for plain ones, and for those that went by already. */
  packed(name: string): PackedBlob | null;
  /** A small member whole: JSON. Throws a `limit` error beyond `JSON_LIMIT`. */
  readSmall(name: string): Promise<ReadonlyUint8Array>;
  /** Indexes a layer; `toc` is what its descriptor says of a table of contents. */
  scanLayer(name: string, toc: TocClaim | null, options: ScanOptions): Promise<LayerScan<Index>>;
  /** A member from its first byte, as stored; null where it went by as a stream. */
  blob(name: string): AsyncIterable<Uint8Array> | null;
  /** Names of members, links left out; of a directory those at its top and in the folders of `blobs/`, whatever they are. */
  memberNames(): readonly string[];
  /** The digest of a member as stored; null where it went by and nobody computed that one. */
  digest(name: string, algorithm: DigestAlgorithm): Promise<string | null>;
  close(): void;
}

/** The error for a member that is not there. */
export function absent(file: string, entry: string): PlimsollError {
  return new PlimsollError('corrupt', `${file}: ${entry} is not in the archive.`, { file, entry });
}

/** The error for a member that is not there, `what` being what it is and `namedBy` the one that names it. */
export function missing(
  { isCutOff }: Pick<BlobStore<unknown>, 'isCutOff'>,
  file: string,
  what: string,
  entry: string,
  namedBy: string,
): PlimsollError {
  const message = `${file}: ${what} ${entry}, named by ${namedBy}, is not in the archive.`;
  return new PlimsollError('corrupt', message, { file, entry, ...(isCutOff ? { hint: CUT_OFF } : {}) });
}

/** What to do about an archive that may be cut short. */
export const CUT_OFF = 'It has no end-of-archive block and may be cut short: save or copy it again.';
