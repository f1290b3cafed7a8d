import { createHash } from 'node:crypto';
import { fstatSync } from 'node:fs';
import { readFully } from '../../archive/file-range.ts';
import type { LayerScan } from '../../archive/layer-scan.ts';
import type { PassedMember } from '../../archive/store/member-intake.ts';
import { type OuterMember, OuterMembers } from '../../archive/store/outer-members.ts';
import type { PassedMembers } from '../../archive/store/read-members.ts';
import { type ErrorCode, type ErrorDetails, PlimsollError } from '../../core/errors.ts';
import { sumOf } from '../../core/sum.ts';
import type { LayerIndex } from '../index/layer-index.ts';
import type { NameTree } from '../index/name-tree.ts';
import { type BlobIdentity, decodeIndex, encodeIndex } from './index-file.ts';

type Member = OuterMember<PassedMember<LayerIndex>>;

/** What stands behind the layers, as JSON. */
interface ArchiveHead {
  /** sha256 of the archive as stored. */
  readonly digest: string;
  /** As the archive was named where a message says so; null where no message names it. */
  readonly path: string | null;
  readonly members: readonly (readonly [name: string, member: MemberRecord])[];
}

type MemberRecord =
  | { readonly kind: 'link'; readonly target: string; readonly isSymbolic: boolean }
  | { readonly kind: 'json'; readonly size: number; readonly bytes: string }
  | {
      readonly kind: 'layer';
      readonly size: number;
      readonly head: string;
      /** Where the layer's index lies in the file, and how long it is. */
      readonly at: number;
      readonly length: number;
      readonly blobBytes: number;
      readonly readAs: LayerScan<LayerIndex>['readAs'];
    }
  | {
      readonly kind: 'failed';
      readonly size: number;
      readonly head: string;
      readonly error: ErrorDetails & { readonly code: ErrorCode; readonly message: string };
    };

const CHECKSUM_BYTES = 32;
/** Checksum and length of the head, at the end of the file. */
const TRAILER_BYTES = CHECKSUM_BYTES + 4;
/** Archives with more beside their layers, or more entries in them, are unpacked each time: keeping them would take more memory than reading. */
const LONGEST_HEAD = 16 << 20;
const MOST_ENTRIES = 500_000;

/**
 * The members of an archive as pieces of a file: the index of each layer, then what else is to be known, then its checksum and length.
 * Throws where there is too much of it, or a member failed for a reason that is not the archive's.
 */
export function* encodeArchive(
  path: string,
  digest: string,
  members: PassedMembers<LayerIndex>,
): Generator<Uint8Array> {
  const records: [string, MemberRecord][] = [];
  if (countEntries(members) > MOST_ENTRIES) throw new RangeError('too many entries to keep');
  let at = 0;
  for (const [name, member] of members.entries()) {
    if (member.kind === 'content' && member.content.kind === 'layer') {
      const { size, head, scan } = member.content;
      const section = encodeIndex(scan, identityOf(digest, name, scan.blobBytes));
      const length = sumOf(section, (piece) => piece.length);
      const place = { at, length, blobBytes: scan.blobBytes };
      records.push([name, { kind: 'layer', size, head: base64(head), ...place, readAs: scan.readAs }]);
      at += length;
      yield* section;
    } else records.push([name, recordOf(member)]);
  }
  const hasFailed = records.some(([, { kind }]) => kind === 'failed');
  const head: ArchiveHead = { digest, path: hasFailed ? path : null, members: records };
  const json = Buffer.from(JSON.stringify(head));
  if (json.length > LONGEST_HEAD) throw new RangeError('too much stands beside the layers');
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  yield json;
  yield createHash('sha256').update(json).digest();
  yield length;
}

/** The digest of the archive whose members a file keeps; null for damage, and under another path where that matters. */
export function archiveDigest(fd: number, path: string): string | null {
  return readArchiveHead(fd, path)?.digest ?? null;
}

/** The members that {@link encodeArchive} wrote, over `names`; null where {@link archiveDigest} says something else. */
export function decodeArchive(
  fd: number,
  path: string,
  digest: string,
  names: NameTree,
): PassedMembers<LayerIndex> | null {
  const head = readArchiveHead(fd, path);
  if (head?.digest !== digest) return null;
  const members: PassedMembers<LayerIndex> = new OuterMembers(path);
  for (const [name, record] of head.members) members.add(name, memberOf(fd, digest, name, record, names));
  return members;
}

function readArchiveHead(fd: number, path: string): ArchiveHead | null {
  const { size } = fstatSync(fd);
  const trailer = readPart(fd, size - TRAILER_BYTES, TRAILER_BYTES);
  const length = new DataView(trailer.buffer).getUint32(CHECKSUM_BYTES, true);
  if (length > LONGEST_HEAD) return null;
  const json = readPart(fd, size - TRAILER_BYTES - length, length);
  if (!createHash('sha256').update(json).digest().equals(trailer.subarray(0, CHECKSUM_BYTES))) return null;
  const head = JSON.parse(Buffer.from(json).toString()) as ArchiveHead;
  return head.path === null || head.path === path ? head : null;
}

function countEntries(members: PassedMembers<LayerIndex>): number {
  return sumOf([...members.entries()], ([, member]) =>
    member.kind === 'content' && member.content.kind === 'layer' ? member.content.scan.index.count : 0,
  );
}

function recordOf(member: Member): MemberRecord {
  if (member.kind === 'link') return member;
  const { content } = member;
  const { size } = content;
  if (content.kind === 'json') return { kind: 'json', size, bytes: base64(content.bytes) };
  if (content.kind !== 'failed' || !(content.error instanceof PlimsollError)) throw content;
  const { code, message, file, entry, line, column, offset, hint, others } = content.error;
  const error = { code, message, file, entry, line, column, offset, hint, others } as ErrorDetails;
  return { kind: 'failed', size, head: base64(content.head), error: { ...error, code, message } };
}

function memberOf(fd: number, digest: string, name: string, record: MemberRecord, names: NameTree): Member {
  if (record.kind === 'link') return record;
  const { size } = record;
  if (record.kind === 'json') return content({ kind: 'json', size, bytes: bytesOf(record.bytes) });
  const head = bytesOf(record.head);
  if (record.kind === 'failed') {
    const { code, message, ...details } = record.error;
    return content({
      kind: 'failed',
      size,
      head,
      digest: null,
      error: new PlimsollError(code, message, details),
    });
  }
  const section = readPart(fd, record.at, record.length);
  const scan = decodeIndex(section, identityOf(digest, name, record.blobBytes), names);
  if (scan === null) throw new RangeError('a damaged index');
  return content({ kind: 'layer', size, head, digest: null, scan: { ...scan, readAs: record.readAs } });
}

function content(member: PassedMember<LayerIndex>): Member {
  return { kind: 'content', content: member };
}

/** A layer inside of a compressed archive is known by the archive and its name in it. */
function identityOf(archive: string, member: string, bytes: number): BlobIdentity {
  return { digest: archive, bytes, sample: member };
}

function readPart(fd: number, at: number, length: number): Uint8Array {
  const part = new Uint8Array(length);
  readFully(fd, part, 0, length, at);
  return part;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}

function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
