import { createHash } from 'node:crypto';
import type { Compression } from '../../archive/facts.ts';
import type { LayerScan } from '../../archive/layer-scan.ts';
import { LayerIndex } from '../index/layer-index.ts';
import { NameTree } from '../index/name-tree.ts';

/** Changes whenever an index that was written would be read differently. */
export const INDEX_VERSION = 3;

/** Which blob an index is of. */
export interface BlobIdentity {
  /** Of the blob as stored. */
  readonly digest: string;
  readonly bytes: number;
  /** See sampleBlob. */
  readonly sample: string;
}

/** What stands before the columns, as JSON. */
interface IndexHead {
  readonly version: number;
  readonly blob: BlobIdentity;
  readonly compression: Compression;
  readonly tarBytes: number;
  readonly diffId: string | null;
  readonly count: number;
  /** Bytes of each column, in the order of {@link COLUMNS}, then of the names. */
  readonly lengths: readonly number[];
  readonly linkTexts: readonly string[];
  readonly xattrs: readonly (readonly [number, number])[];
  readonly sparse: readonly number[];
  /** What the first bytes made of suspicious names. */
  readonly verdicts: readonly (readonly [number, number])[];
}

const COLUMNS = ['node', 'kind', 'size', 'mode', 'uid', 'gid', 'mtime', 'bodyOffset', 'link'] as const;
const CHECKSUM_BYTES = 32;
const ALIGNMENT = 8;

/** A layer's index as the pieces of a file: a checksum of all that follows, the length of the head, the head, the columns. */
export function encodeIndex(scan: LayerScan<LayerIndex>, blob: BlobIdentity): readonly Uint8Array[] {
  const index = scan.index.over(new NameTree());
  const { count } = index;
  const names = index.tree.parts();
  const columns = [
    ...COLUMNS.map((name) => bytesOf(index[name].subarray(0, count))),
    index.fingerprints,
    bytesOf(names.parents),
    bytesOf(names.nameAt),
    names.arena,
  ];
  const head: IndexHead = {
    version: INDEX_VERSION,
    blob,
    compression: scan.compression,
    tarBytes: scan.tarBytes,
    diffId: scan.computedDiffId,
    count,
    lengths: columns.map(({ length }) => length),
    linkTexts: index.linkTexts,
    xattrs: [...index.xattrs],
    sparse: [...index.sparse],
    verdicts: [...index.verdicts],
  };
  const json = Buffer.from(JSON.stringify(head));
  const length = Buffer.alloc(ALIGNMENT);
  length.writeUInt32LE(json.length);
  const parts = [length, json, ...columns].flatMap(aligned);
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return [hash.digest(), ...parts];
}

/** The index that {@link encodeIndex} wrote, over `names`; null for bytes that are damaged, of another version or of another blob. */
export function decodeIndex(
  file: Uint8Array,
  blob: BlobIdentity,
  names: NameTree,
): LayerScan<LayerIndex> | null {
  const bytes = new Uint8Array(file); // aligned, whatever it was read into
  if (bytes.length < CHECKSUM_BYTES + ALIGNMENT) return null;
  const sum = createHash('sha256').update(bytes.subarray(CHECKSUM_BYTES)).digest();
  if (!sum.equals(bytes.subarray(0, CHECKSUM_BYTES))) return null;
  const jsonAt = CHECKSUM_BYTES + ALIGNMENT;
  const jsonBytes = new DataView(bytes.buffer).getUint32(CHECKSUM_BYTES, true);
  const head = JSON.parse(Buffer.from(bytes.subarray(jsonAt, jsonAt + jsonBytes)).toString()) as IndexHead;
  if (head.version !== INDEX_VERSION || !isSame(head.blob, blob)) return null;
  const sections: Uint8Array[] = [];
  let at = alignedLength(jsonAt + jsonBytes);
  for (const length of head.lengths) {
    sections.push(bytes.subarray(at, at + length));
    at += alignedLength(length);
  }
  return {
    index: indexOf(head, sections).over(names),
    compression: head.compression,
    blobBytes: blob.bytes,
    tarBytes: head.tarBytes,
    readAs: 'decompressed',
    computedDigest: null,
    computedDiffId: head.diffId,
    range: null,
  };
}

function indexOf(head: IndexHead, sections: readonly Uint8Array[]): LayerIndex {
  const [node, kind, size, mode, uid, gid, mtime, bodyOffset, link, fingerprints, parents, nameAt, arena] =
    sections as readonly Uint8Array[] & { readonly [index: number]: Uint8Array };
  const tree = NameTree.ofParts({ parents: int32(parents!), nameAt: uint32(nameAt!), arena: arena! });
  const index = new LayerIndex(tree);
  index.count = head.count;
  index.node = int32(node!);
  index.kind = kind!;
  index.size = float64(size!);
  index.mode = new Uint16Array(mode!.buffer, mode!.byteOffset, mode!.length / 2);
  index.uid = uint32(uid!);
  index.gid = uint32(gid!);
  index.mtime = float64(mtime!);
  index.bodyOffset = float64(bodyOffset!);
  index.link = int32(link!);
  index.fingerprints = fingerprints!;
  for (const text of head.linkTexts) index.linkTexts.push(text);
  for (const [entry, hash] of head.xattrs) index.xattrs.set(entry, hash);
  for (const entry of head.sparse) index.sparse.add(entry);
  for (const [entry, verdict] of head.verdicts) index.verdicts.set(entry, verdict);
  return index;
}

function isSame(a: BlobIdentity, b: BlobIdentity): boolean {
  return a.digest === b.digest && a.bytes === b.bytes && a.sample === b.sample;
}

function bytesOf(column: NodeJS.TypedArray): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}

function int32(bytes: Uint8Array): Int32Array {
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

function uint32(bytes: Uint8Array): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

function float64(bytes: Uint8Array): Float64Array {
  return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
}

function aligned(part: Uint8Array): Uint8Array[] {
  const padding = alignedLength(part.length) - part.length;
  return padding === 0 ? [part] : [part, new Uint8Array(padding)];
}

function alignedLength(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}
